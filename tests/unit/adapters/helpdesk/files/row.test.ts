import { describe, expect, test } from 'vitest';
import { readRow } from '../../../../../src/adapters/helpdesk/files/fact.ts';
import { plainMap, readMap } from '../../../../../src/adapters/helpdesk/files/map.ts';
import { recipesFor } from '../../../../../src/adapters/helpdesk/files/recipe.ts';

const opened = { id: '1', created_at: '2026-03-02T08:00:00Z' };
const openedAt = Date.parse(opened.created_at) / 1000;

function readTicket(cells: Record<string, unknown>, map = plainMap) {
  return readRow('tickets', recipesFor('tickets', map), new Map(Object.entries({ ...opened, ...cells })));
}

function mapOf(yaml: string) {
  return readMap(yaml).tickets ?? plainMap;
}

describe('a cell becomes a value', () => {
  test.each([
    ['status', ' Solved ', 'solved'],
    ['status', '', null],
    ['type', 'How-To', 'how-to'],
    ['subject', ' =1+1 <b>', ' =1+1 <b>'],
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

describe('a cell that fits its column in no way loses the row, saying what was expected and what came', () => {
  test.each([
    ['id', '', 'id: expected a value, got ""'],
    ['created_at', null, 'created_at: expected a value, got ""'],
    ['created_at', '1960-01-01T00:00:00Z', 'between the years 1970 and 9999, got "1960-01-01T00:00:00Z"'],
    ['customer', 2 ** 53, 'has lost its last digits, got "9007199254740992"'],
    ['customer', { id: 1 }, 'customer: expected text, got "{\\"id\\":1}"'],
    ['tags', 'vip', 'tags: expected a JSON array of words, such as ["vip","refund"], got "vip"'],
    ['tags', '[1]', 'tags: expected a JSON array'],
    ['is_complaint', 'constructor', 'is_complaint: expected true, false, 1 or 0, got "constructor"'],
    ['is_complaint', 'yes', 'is_complaint: expected true, false, 1 or 0, got "yes"'],
    ['handle_seconds', '1,5', 'handle_seconds: expected a number such as 12.5, got "1,5"'],
    ['handle_seconds', '-1', 'handle_seconds: expected a number >=0, got "-1"'],
    ['reopens', '1.5', 'reopens: expected a whole number, got "1.5"'],
    ['reopens', 'NaN', 'reopens: expected a number'],
    ['solved_at', '9'.repeat(60), `got "${'9'.repeat(40)}…"`],
    ['solved_at', '\u001b[31m', String.raw`got "\u001b[31m"`],
  ])('%s: %o', (column, cell, reason) => {
    const { fact, problems } = readTicket({ [column]: cell });
    expect(fact).toBeUndefined();
    expect(problems.join('; ')).toContain(reason);
  });
});

test('every problem of a row is told at once', () => {
  const { problems } = readTicket({ tags: 'vip', reopens: 'many' });
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(['tags', 'reopens']);
});

test('a word nobody knows becomes other and is counted', () => {
  const { fact, problems, unmapped } = readTicket({ status: 'Waiting' });
  expect(fact).toMatchObject({ status: 'other' });
  expect({ problems, unmapped }).toEqual({ problems: [], unmapped: ['tickets.status: "Waiting"'] });
});

test('a word nobody knows is left empty where its column has no other', () => {
  const cells = new Map(Object.entries({ id: '1', at: opened.created_at, by: 'robot' }));
  const { fact, problems, unmapped } = readRow('replies', recipesFor('replies', plainMap), cells);
  expect(fact).toMatchObject({ id: '1', by: null });
  expect(problems).toEqual(['by: expected one of agent, customer, automation, got "robot"; left empty']);
  expect(unmapped).toEqual([]);
});

test('a word nobody knows loses the row where it is required', () => {
  const cells = new Map(Object.entries({ id: '1', kind: 'smiley' }));
  const { fact, problems } = readRow('surveys', recipesFor('surveys', plainMap), cells);
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
    expect(readTicket({ handle_seconds: '1.250,5' }, map).problems).toEqual([
      'handle_seconds: expected a number such as 12,5, got "1.250,5"',
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
      'first_reply_at: expected a number such as 12.5, got "long"',
    ]);
  });
});
