import { expect, test } from 'vitest';
import { isUnsolved } from '../../../../src/metrics/query/conditions.ts';
import { itsTicket } from '../../../../src/metrics/query/joins.ts';
import type { Query } from '../../../../src/metrics/query/query.ts';
import { statement, type Grouping } from '../../../../src/metrics/query/statement.ts';
import { statementText } from '../../../helpers/statement-text.ts';

const solved: Query = { relation: 'tickets', at: 'f.solved_at', measure: { kind: 'count' } };
const open: Query = {
  relation: 'spans',
  at: 't.until',
  isStanding: true,
  joins: [itsTicket],
  where: isUnsolved,
  measure: { kind: 'snapshot' },
};
const week = { from: 100, to: 200 };
const grouping: Grouping = {
  windows: [week],
  by: [],
  filters: [],
  scope: { desks: ['acme'], agents: 'all' },
  now: 300,
  timezone: 'UTC',
};

function textOf(query: Query, more: Partial<Grouping> = {}) {
  return statementText(statement(query, { ...grouping, ...more }));
}

function filterOn(key: string, ...values: string[]) {
  return { key, values, isNegated: false };
}

test('a query needs nothing that people read', async () => {
  expect(await textOf(solved)).toEqual({
    text:
      'SELECT 0 AS w, count(*) AS n FROM tickets f ' +
      'WHERE f.desk IN ($1) AND f.solved_at >= $2 AND f.solved_at < $3 GROUP BY 1',
    values: ['acme', 100, 200],
  });
});

test.each([
  [solved, [], []],
  [solved, ['team'], []],
  [solved, ['segment'], ['customers c']],
  [open, [], ['tickets k']],
  [open, ['team', 'segment'], ['tickets k', 'customers c']],
  [{ ...solved, relation: 'replies', at: 'f.at' } as const, ['segment', 'team'], ['tickets k', 'customers c']],
])('tables are joined where a dimension or the query needs them, and once (%#)', async (query, by, joined) => {
  const filters = by.map((key) => filterOn(key, 'x'));
  const { text } = await textOf(query, { by, filters });
  expect([...text.matchAll(/JOIN (\w+ [kc]) ON/g)].map(([, table]) => table)).toEqual(joined);
});

test('what a person typed is bound, whatever they filter on', async () => {
  const typed = "x') OR TRUE --";
  for (const key of ['team', 'channel', 'tag', 'organization', 'segment', 'desk']) {
    const { text, values } = await textOf(solved, { filters: [filterOn(key, typed)] });
    expect(text).not.toContain('TRUE --');
    expect(values).toContain(typed.toLowerCase());
  }
});

test('where the windows end is bound at each place that asks for it', async () => {
  const windows = [week, { from: 200, to: 260 }];
  const { text, values } = await textOf(open, { windows });
  const bound = [...text.matchAll(/f\.(from_at <=|to_at >) \$(\d+)/g)].map(([, what, at]) => [
    what,
    values[Number(at) - 1],
  ]);
  expect(bound).toEqual([
    ['from_at <=', 260],
    ['to_at >', 200],
  ]);
});

test('customers of several desks are people, unless desks are kept apart', async () => {
  const buyers: Query = { relation: 'orders', at: 'f.at', measure: { kind: 'lifetime-value', by: 'earned' } };
  const several = { scope: { desks: ['acme', 'emea'], agents: 'all' } } as const;
  expect((await textOf(buyers)).text).toContain('count(DISTINCT (f.desk, f.customer))');
  expect((await textOf(buyers, several)).text).toContain('count(DISTINCT f.buyer)');
  expect((await textOf(buyers, { ...several, by: ['desk'] })).text).toContain('count(DISTINCT (f.desk, f.customer))');
});

test('agents outside the scope are left out wherever agents are named, and nobody is named without leave', async () => {
  const scope = { desks: ['acme'], agents: [{ desk: 'acme', id: 'ana' }] };
  expect((await textOf(solved, { scope })).text).not.toContain('f.agent');
  expect((await textOf(solved, { scope, by: ['agent'] })).text).toContain('(f.desk = $4 AND f.agent = $5)');
  expect(() => statement(solved, { ...grouping, by: ['agent'], scope: { desks: ['acme'], agents: 'none' } })).toThrow(
    'names no agents',
  );
});
