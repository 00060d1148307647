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
    ['tickets: { dates: { format: dd/MM HH:mm, timezone: UTC } }', 'a format with a year (yyyy)'],
    ['tickets: { dates: { format: dd/mm/yyyy, timezone: UTC } }', 'a month (MM; mm are minutes)'],
    ['tickets: { dates: { format: MM/yyyy, timezone: UTC } }', 'a day (dd)'],
    [
      'tickets: { dates: { format: "dd/MM/yyyy hh:mm", timezone: UTC } }',
      'expected a (AM or PM) beside hours up to 12',
    ],
    ['tickets: { dates: { format: "dd/MM/yyyy K:mm", timezone: UTC } }', 'expected a (AM or PM)'],
    ['tickets: { dates: { timezone: BST } }', 'BST may mean Europe/London or Asia/Dhaka'],
    ['tickets: { dates: { timezone: EST } }', 'at tickets.dates.timezone'],
    [
      'tickets: { columns: { created_at: { column: Opened, format: dd/MM/yyyy } } }',
      'at tickets.columns.created_at.timezone',
    ],
    [
      'tickets: { columns: { created_at: { column: Opened, format: soon, timezone: UTC } } }',
      'at tickets.columns.created_at.format',
    ],
    [
      'tickets: { columns: { created_at: { column: Opened, format: [dd/MM/yyyy, MM/dd/yyyy], timezone: UTC } } }',
      'dd/MM/yyyy and MM/dd/yyyy read the same as two dates',
    ],
    ['tickets: { columns: { id: { column: Case, first: [A, B] } } }', 'expected one of column, first and text'],
    ['tickets: { columns: { id: { text: Case } } }', 'columns of the file in braces'],
    ['tickets: { columns: { handle_seconds: { column: Effort, unit: M } } }', 'm is minutes, months are months'],
    ['tickets: { columns: { handle_seconds: { column: Effort, unit: months } } }', 'a unit that is so many seconds'],
    ['tickets: { columns: { subject: { column: S, unit: hours } } }', 'expected none, as subject is no duration'],
    ['tickets: { columns: { subject: { column: S, separator: "," } } }', 'expected none, as subject is no list'],
    ['tickets: { columns: { subject: { column: S, format: yyyy-MM-dd } } }', 'expected none, as subject is no time'],
    ['tickets: { columns: { subject: { column: S, colour: red } } }', 'at tickets.columns.subject.colour'],
    ['tickets: { encoding: klingon }', 'at tickets.encoding'],
    ['tickets: [{ file: a.csv }, { delimiter: ";;" }]', 'at tickets.1.delimiter'],
    ['just text', 'expected tables with what they are read from, got "just text"'],
    ['tickets: { computed: { first_reply_at: created_at + took M } }', 'at tickets.computed.first_reply_at'],
    ['tickets: { computed: { first_reply_at: created_at + hours } }', 'at tickets.computed.first_reply_at'],
    ['tickets: { computed: { first_reply_at: opened + took h } }', 'got "opened"'],
    ['tickets: { computed: { subject: created_at + took h } }', 'at tickets.computed.subject'],
  ])('%s', (yaml, place) => {
    expect(problemsOf(yaml)).toContain(place);
  });
});

test('all mistakes are named at once, each with its place', () => {
  const message = problemsOf(
    'tickets: { delimiter: ";;", colums: {}, constants: { channel: fax }, dates: { timezone: CET } }\nsurveys: { decimal: "\'" }',
  );
  expect(message).toContain('at tickets.delimiter: expected one character, got ";;"');
  expect(message).toContain('at tickets.colums');
  expect(message).toContain('at tickets.constants.channel');
  expect(message).toContain('at tickets.dates.timezone');
  expect(message).toContain('at surveys.decimal');
});
