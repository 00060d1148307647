import { describe, expect, test } from 'vitest';
import { readMap } from '../../../../../../src/adapters/helpdesk/files/mapping/read.ts';
import { UserError } from '../../../../../../src/errors.ts';

function problemsOf(yaml: string): string {
  try {
    readMap(yaml);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return '';
}

test('an empty mapping maps nothing', () => {
  expect(readMap('')).toEqual({});
});

describe('a mistake is refused with its place', () => {
  test.each([
    ['tickets: [', 'not valid YAML'],
    ['tickets: { columns: { id: *Case } }', 'not valid YAML'],
    ['tickts: {}', 'tickts'],
    ['tickets: { dates: { format: DD/MM/YYYY, timezone: UTC } }', 'at tickets.dates.format'],
    ['tickets: { dates: { format: noon, timezone: UTC } }', 'at tickets.dates.format'],
    ['tickets: { colums: { id: Case } }', 'colums'],
    ['tickets: { columns: { ident: Case } }', 'at tickets.columns.ident'],
    ['tickets: { file: ../secret.csv }', 'at tickets.file'],
    ['tickets: { file: export.pdf }', 'at tickets.file'],
    ['tickets: { delimiter: ";;" }', 'at tickets.delimiter'],
    ['tickets: { dates: { format: dd/MM/yyyy } }', 'at tickets.dates.timezone'],
    ['tickets: { dates: { timezone: Mars/Olympus } }', 'at tickets.dates.timezone'],
    ['tickets: { values: { status: { Resolved: solvd } } }', 'at tickets.values.status.Resolved'],
    ['tickets: { constants: { channel: fax } }', 'at tickets.constants.channel'],
    ['tickets: { constants: { created_at: today } }', 'at tickets.constants.created_at'],
    ['tickets: { columns: { id: Case }, constants: { id: 1 } }', 'at tickets.id'],
    ['tickets: { computed: { first_reply_at: created_at + hours } }', 'at tickets.computed.first_reply_at'],
    ['tickets: { computed: { first_reply_at: opened + took h } }', 'got "opened"'],
    ['tickets: { computed: { subject: created_at + took h } }', 'at tickets.computed.subject'],
  ])('%s', (yaml, place) => {
    expect(problemsOf(yaml)).toContain(place);
  });
});

test('all mistakes are named at once, each with its place', () => {
  const message = problemsOf('tickets: { delimiter: ";;" }\nsurveys: { decimal: "\'" }');
  expect(message).toContain('at tickets.delimiter');
  expect(message).toContain('at surveys.decimal');
});
