import { describe, expect, test } from 'vitest';
import type { Table } from '../../../../../../src/helpdesk.ts';
import { readRow } from '../../../../../../src/adapters/helpdesk/files/rows/fact.ts';
import { readMap } from '../../../../../../src/adapters/helpdesk/files/mapping/read.ts';
import { plainMap } from '../../../../../../src/adapters/helpdesk/files/mapping/schema.ts';
import { recipesFor } from '../../../../../../src/adapters/helpdesk/files/rows/recipe.ts';

const now = Date.parse('2026-11-28T12:00:00Z') / 1000;
const opened = { id: '1', created_at: '2026-03-02T08:00:00Z' };
const openedAt = Date.parse(opened.created_at) / 1000;

function read<T extends Table>(table: T, cells: Record<string, unknown>, map = plainMap) {
  const { fact, problems, unmapped } = readRow(
    table,
    { recipes: recipesFor(table, map, { now, has: (name) => name in cells }), now },
    new Map(Object.entries(cells)),
  );
  return { fact, problems: problems.map(({ text }) => text), unmapped };
}

function readTicket(cells: Record<string, unknown>, map = plainMap) {
  return read('tickets', { ...opened, ...cells }, map);
}

function mapOf(yaml: string, table: Table = 'tickets') {
  return readMap(yaml)[table]?.[0] ?? plainMap;
}

describe('a cell becomes a value', () => {
  test.each([
    ['status', ' Solved ', 'solved'],
    ['status', '', null],
    ['type', 'How-To', 'how-to'],
    ['subject', ' =1+1 <b>', '=1+1 <b>'],
    ['subject', 'Cafe\u0301 ', 'Caf\u00E9'],
    ['subject', 'N/A', null],
    ['team', 'NA', 'NA'],
    ['team', ' - ', null],
    ['id', ' a1', 'a1'],
    ['created_at', '2026-03-02 08:00:00 UTC', openedAt],
    ['solved_at', 'none', null],
    ['reopens', 'unknown', null],
    ['type', ' Billing', 'billing'],
    ['is_complaint', 'Yes', true],
    ['is_complaint', 'n', false],
    ['handle_seconds', '00:05:00', 300],
    ['handle_seconds', '1 d 2 h', 93_600],
    ['handle_seconds', 'PT1H30M', 5400],
    ['tags', '["vip", " vip", 7]', ['vip', '7']],
    ['tags', 'vip', ['vip']],
    ['subject', undefined, null],
    ['customer', 42, '42'],
    ['tags', '["vip"]', ['vip']],
    ['tags', ['vip'], ['vip']],
    ['is_complaint', 'TRUE', true],
    ['is_complaint', '0', false],
    ['is_complaint', false, false],
    ['is_complaint', 1, true],
    ['handle_seconds', '12.5', 12.5],
    ['reopens', 2, 2],
    ['solved_at', '  ', null],
  ])('%s: %o', (column, cell, value) => {
    const { fact, problems } = readTicket({ [column]: cell });
    expect(problems).toEqual([]);
    expect(fact).toMatchObject({ [column]: value });
  });
});

describe('without its key a row is lost, saying what was expected and what came', () => {
  test.each([
    ['id', '', 'id: expected a value, got ""'],
    ['id', '1.23457E+15', 'a spreadsheet rounded this one'],
    ['id', '1001.0', 'made a number with decimals'],
    ['id', 1001.5, 'a number with decimals'],
    ['id', '#REF!', 'an error of a spreadsheet'],
    ['id', '########', 'too narrow'],
    ['id', 'x'.repeat(513), 'at most 512 characters'],
    ['created_at', null, 'created_at: expected a value, got ""'],
    ['created_at', 'soon', 'created_at: expected an ISO 8601 time'],
    ['created_at', '1960-01-01T00:00:00Z', 'between the years 1970 and 9999, got "1960-01-01T00:00:00Z"'],
    ['created_at', '1970-01-01T00:00:00Z', '0 means that there is none'],
    ['created_at', '2068-01-01T00:00:00Z', 'not in the far future, got "2068-01-01T00:00:00+00:00"'],
  ])('%s: %o', (column, cell, reason) => {
    const { fact, problems } = readTicket({ [column]: cell, tags: 'a,b', reopens: 'many' });
    expect(fact).toBeUndefined();
    expect(problems.join('; ')).toContain(reason);
    expect(problems.join('; ')).not.toContain('left empty');
  });
});

describe('an optional cell that cannot be read, or cannot be, is left empty and said', () => {
  test.each([
    ['customer', 2 ** 53, 'has lost its last digits, got "9007199254740992"'],
    ['customer', { id: 1 }, 'customer: expected text, got "{\\"id\\":1}"'],
    ['customer', '1.2E+15', 'customer: expected an id; a spreadsheet rounded this one'],
    ['is_complaint', 'constructor', 'is_complaint: expected true, false, yes, no, 1 or 0, got "constructor"'],
    ['handle_seconds', '1,5', 'handle_seconds: expected a number such as 12.5, got "1,5"'],
    ['handle_seconds', '1,234', 'decimal: "." or decimal: "," in a mapping says which'],
    ['handle_seconds', '-1', 'handle_seconds: expected a duration of 0 or more, got "-1"'],
    ['handle_seconds', '-00:05:00', 'a duration of 0 or more'],
    ['handle_seconds', '1:30', 'unit: HH:MM or unit: MM:SS'],
    ['handle_seconds', '2 months', 'months differ in length'],
    ['handle_seconds', 1e160, 'a number of at most'],
    ['handle_seconds', 1e12, 'at most ten years'],
    ['reopens', '1.5', 'reopens: expected a whole number, got "1.5"'],
    ['reopens', 'many', 'reopens: expected a number'],
    ['reopens', 1e9, 'at most a million'],
    ['solved_at', '9'.repeat(60), `got "${'9'.repeat(40)}…"`],
    ['solved_at', '\u001b[31m', String.raw`got "\u001b[31m"`],
    ['solved_at', '2026-03-02T07:59:59Z', 'expected a time not before created_at, got "2026-03-02T07:59:59+00:00"'],
    ['first_reply_at', '2026-03-01T08:00:00Z', 'not before created_at'],
    ['updated_at', '2026-03-01T08:00:00Z', 'not before created_at'],
    ['escalated_at', '2099-03-01T08:00:00Z', 'not in the far future'],
  ])('%s: %o', (column, cell, reason) => {
    const { fact, problems } = readTicket({ [column]: cell, subject: 'kept' });
    expect(fact).toMatchObject({ id: '1', subject: 'kept', [column]: null });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(reason);
    expect(problems[0]).toMatch(/; left empty$/);
  });
});

test('a ticket whose solution cannot be read is not open for that', () => {
  expect(readTicket({ solved_at: 'soon' }).fact).toMatchObject({ status: 'solved', solved_at: null });
  expect(readTicket({ solved_at: 'soon', status: 'open' }).fact).toMatchObject({ status: 'open', solved_at: null });
});

test('a span whose end cannot be read is lost, as one without an end is open', () => {
  const span = { ticket: '1', seq: '0', from_at: opened.created_at };
  expect(read('ticket_spans', { ...span, to_at: 'later' }).fact).toBeUndefined();
  expect(read('ticket_spans', { ...span, to_at: '2026-03-01T08:00:00Z' }).fact).toBeUndefined();
  expect(read('ticket_spans', { ...span, to_at: '' }).fact).toMatchObject({ to_at: null });
});

test('what is planned may lie ahead', () => {
  const { fact, problems } = read('customers', {
    id: 'c',
    started_at: opened.created_at,
    renewal_at: '2031-01-01T00:00:00Z',
  });
  expect(problems).toEqual([]);
  expect(fact).toMatchObject({ renewal_at: Date.parse('2031-01-01T00:00:00Z') / 1000 });
});

describe('a list of tags that is none is a list of one', () => {
  test.each([
    ['vip, refund', ['vip, refund'], 'separator: "," in a mapping makes it several'],
    ['[1, {}]', ['1'], 'only its words and numbers were taken'],
  ])('%s', (tags, value, note) => {
    const { fact, problems } = readTicket({ tags });
    expect(fact).toMatchObject({ tags: value });
    expect(problems.join()).toContain(note);
  });
});

describe('a score says nothing', () => {
  test.each([
    ['above its scale', 'csat', 7, 1, 5, 'a score on its scale, got "7" on 1 to 5'],
    ['below its scale', 'csat', 0, 1, 5, 'a score on its scale'],
    ['above that of NPS', 'nps', 11, 0, 10, 'a score on its scale'],
    ['below that of NPS', 'nps', -1, 0, 10, 'a score on its scale'],
    ['on a scale without width', 'csat', 5, 5, 5, 'scale_min is less than its scale_max'],
    ['on a scale the other way round', 'csat', 4, 5, 1, 'scale_min is less than its scale_max'],
    ['without a scale', 'csat', 4, '', '', 'its scale in scale_min and scale_max'],
    ['with half a scale', 'csat', 4, 1, '', 'its scale in scale_min and scale_max'],
    ['on a stretched scale of NPS', 'nps', 4, 1, 5, 'NPS to be asked on 0 to 10, or on 1 to 10'],
    ['on an absurd scale', 'csat', 0, 0, 1e-320, 'a scale that can be'],
  ])('%s', (_, kind, score, scale_min, scale_max, reason) => {
    const { fact, problems } = read('surveys', {
      id: '1',
      kind,
      answered_at: opened.created_at,
      score,
      scale_min,
      scale_max,
    });
    expect(fact).toMatchObject({ score: null, answered_at: openedAt });
    expect(problems).toEqual([expect.stringContaining(reason)]);
  });

  test('and NPS asked on 1 to 10 keeps what was asked', () => {
    const { fact, problems } = read('surveys', { id: '1', kind: 'nps', score: 9, scale_min: 1, scale_max: 10 });
    expect([fact, problems]).toMatchObject([{ score: 9, scale_min: 0, scale_max: 10 }, []]);
  });
});

test('a survey answered before it was sent keeps the answer', () => {
  const { fact } = read('surveys', {
    id: '1',
    kind: 'csat',
    sent_at: '2026-03-03T08:00:00Z',
    answered_at: opened.created_at,
  });
  expect(fact).toMatchObject({ sent_at: null, answered_at: openedAt });
});

describe('a clock of which only yes or no is known', () => {
  const clock = { ticket: '1', kind: 'first_reply', started_at: opened.created_at, stopped_at: '2026-03-02T09:00:00Z' };
  test.each([
    ['Yes', { stopped_at: openedAt + 3600, target_at: openedAt + 3600 }],
    ['no', { stopped_at: openedAt + 3600, target_at: openedAt + 3599 }],
    ['', { stopped_at: openedAt + 3600, target_at: null }],
  ])('%s', (met, expected) => {
    const map = mapOf('sla_clocks: { columns: { met: SLA } }', 'sla_clocks');
    expect(read('sla_clocks', { ...clock, SLA: met }, map).fact).toMatchObject(expected);
  });

  test('whose stop cannot be read is not missed for that', () => {
    const target_at = '2026-03-02T08:30:00Z';
    expect(read('sla_clocks', { ...clock, target_at, stopped_at: 'later' }).fact).toMatchObject({ target_at: null });
  });
});

test('every problem of a row is told at once', () => {
  const { problems } = readTicket({ solved_at: 'vip', reopens: 'many' });
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(['solved_at', 'reopens']);
});

test('a word nobody knows becomes other and is counted', () => {
  const { fact, problems, unmapped } = readTicket({ status: 'Waiting' });
  expect(fact).toMatchObject({ status: 'other' });
  expect({ problems, unmapped }).toEqual({ problems: [], unmapped: ['tickets.status: "Waiting"'] });
});

test('a word nobody knows is left empty where its column has no other', () => {
  const { fact, problems, unmapped } = read('replies', { id: '1', at: opened.created_at, by: 'robot' });
  expect(fact).toMatchObject({ id: '1', by: null });
  expect(problems).toEqual(['by: expected one of agent, customer, automation, got "robot"; left empty']);
  expect(unmapped).toEqual([]);
});

test('a word nobody knows loses the row where it is required', () => {
  const { fact, problems } = read('surveys', { id: '1', kind: 'smiley' });
  expect(fact).toBeUndefined();
  expect(problems).toEqual(['kind: expected one of csat, nps, ces, esat, got "smiley"']);
});

describe('a mapping', () => {
  test('takes a column from another name, and its values from other words', () => {
    const map = mapOf(
      'tickets: { columns: { status: State }, values: { status: { Resolved: solved, Unknown: null } } }',
    );
    expect(readTicket({ State: 'Resolved' }, map).fact).toMatchObject({ status: 'solved' });
    expect(readTicket({ State: 'Unknown' }, map).fact).toMatchObject({ status: null });
    expect(readTicket({ State: 'Open' }, map).fact).toMatchObject({ status: 'open' });
  });

  test('gives the same constant to every row', () => {
    const map = mapOf('tickets: { constants: { channel: phone, reopens: 0, solved_at: "2026-03-03T08:00:00Z" } }');
    const expected = { channel: 'phone', reopens: 0, solved_at: openedAt + 86_400 };
    expect(readTicket({ channel: 'email' }, map).fact).toMatchObject(expected);
  });

  test('reads numbers with a decimal comma', () => {
    const map = mapOf('tickets: { decimal: "," }');
    expect(readTicket({ handle_seconds: '12,5' }, map).fact).toMatchObject({ handle_seconds: 12.5 });
    expect(readTicket({ handle_seconds: '1.250,5' }, map).fact).toMatchObject({ handle_seconds: 1250.5 });
    expect(readTicket({ handle_seconds: '1.25,5' }, map).problems).toEqual([
      'handle_seconds: expected a number such as 12,5, got "1.25,5"; left empty',
    ]);
  });

  test.each([
    ['s', 1],
    ['m', 60],
    ['h', 3600],
    ['d', 86_400],
  ])('computes an instant from a start and a duration in %s', (unit, seconds) => {
    const map = mapOf(`tickets: { computed: { first_reply_at: created_at + took ${unit} } }`);
    expect(readTicket({ took: '1.5' }, map).fact).toMatchObject({
      first_reply_at: openedAt + Math.round(1.5 * seconds),
    });
    expect(readTicket({ took: '' }, map).fact).toMatchObject({ first_reply_at: null });
    expect(readTicket({ took: 'long' }, map).problems).toEqual([
      'first_reply_at: expected a duration such as 1 d 2 h, 01:30:00 or 90, got "long"; left empty',
    ]);
  });

  test.each([
    [
      'the first of several that has a value',
      '{ agent: { first: [Assignee, Owner] } }',
      { Assignee: ' - ', Owner: 'eve' },
      { agent: 'eve' },
    ],
    [
      'a text composed of several',
      "{ customer: { text: '{Org}/{No}' } }",
      { Org: 'acme', No: 7 },
      { customer: 'acme/7' },
    ],
    [
      'a condition that is met',
      '{ agent: { column: Owner, when: { State: [Done, closed] } } }',
      { Owner: 'eve', State: 'DONE' },
      { agent: 'eve' },
    ],
    [
      'a condition that is not',
      '{ agent: { column: Owner, when: { State: { not: Done } } } }',
      { Owner: 'eve', State: 'Done' },
      { agent: null },
    ],
    [
      'tags by a separator',
      "{ tags: { column: Labels, separator: ';' } }",
      { Labels: 'vip; refund;vip' },
      { tags: ['vip', 'refund'] },
    ],
    ['a unit', '{ handle_seconds: { column: Effort, unit: minutes } }', { Effort: '1.5' }, { handle_seconds: 90 }],
    [
      'a decimal comma',
      "{ handle_seconds: { column: Effort, decimal: ',' } }",
      { Effort: '1.000,5' },
      { handle_seconds: 1000.5 },
    ],
    ['words for nothing', '{ team: { column: Team, empty: [Nobody] } }', { Team: 'nobody' }, { team: null }],
    ['other capitals', '{ team: { column: Team } }', { Team: 'A' }, { team: 'A' }],
    [
      'a date and a time in two columns',
      "{ solved_at: { text: '{Day} {Hour}', format: d/M/yyyy H:mm, timezone: UTC } }",
      { Day: '2/3/2026', Hour: '9:30' },
      { solved_at: openedAt + 5400 },
    ],
    [
      'a format of its own',
      '{ solved_at: { column: Done, format: dd.MM.yy HH:mm, timezone: Europe/Berlin } }',
      { Done: '02.03.26 10:30' },
      { solved_at: openedAt + 5400 },
    ],
    [
      'milliseconds since 1970',
      '{ solved_at: { column: Done, format: milliseconds } }',
      { Done: openedAt * 1000 + 999 },
      { solved_at: openedAt },
    ],
  ])('takes %s', (_, columns, cells, expected) => {
    const { fact, problems } = readTicket(cells, mapOf(`tickets: { columns: ${columns} }`));
    expect(problems).toEqual([]);
    expect(fact).toMatchObject(expected);
  });

  test('adds months of the calendar', () => {
    const map = mapOf('customers: { computed: { ended_at: started_at + tenure months } }', 'customers');
    const { fact } = read('customers', { id: 'c', started_at: '2026-01-31T08:00:00Z', tenure: '1' }, map);
    expect(fact).toMatchObject({ ended_at: Date.parse('2026-02-28T08:00:00Z') / 1000 });
  });

  test('finds no id in parts of which one is missing or damaged', () => {
    const map = mapOf("tickets: { columns: { id: { text: '{Org}-{No}' } } }");
    expect(readTicket({ Org: 'acme', No: '' }, map).problems).toEqual([
      expect.stringContaining('a value in each of Org, No'),
    ]);
    expect(readTicket({ Org: 'acme', No: '1.2E+15' }, map).problems).toEqual([expect.stringContaining('rounded')]);
  });
});

test('events without ids are known by what they say', () => {
  const event = { ticket: '1', at: opened.created_at, status: 'open', by: 'agent' };
  const [one, other] = [read('ticket_moves', event), read('ticket_moves', { ...event, status: 'solved' })];
  expect(one.fact?.id).toBe(`1|${openedAt}||agent|open|`);
  expect(other.fact?.id).not.toBe(one.fact?.id);
  expect(read('ticket_moves', { ...event, ticket: '' }).problems).toEqual([
    'ticket: expected a value, got ""',
    'id: expected a value, got ""',
  ]);
});
