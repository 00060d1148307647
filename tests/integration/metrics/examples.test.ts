import { expect, test } from 'vitest';
import { secondsBetween } from '../../../src/calendar/period.ts';
import { facts as tables, type Table } from '../../../src/helpdesk.ts';
import { ask } from '../../helpers/answers.ts';
import { WEEK as week } from '../../../src/calendar/units.ts';
import { monday, type Example } from '../../../src/metrics/example.ts';
import { metrics } from '../../../src/metrics/index.ts';
import { fill, startStore, type SomeFacts } from '../../helpers/store.ts';

test.each(metrics)('$id: $example.says', async (metric) => {
  const { facts, expected, period: { from, to } = { from: monday, to: monday + week } } = metric.example;
  await using store = await startStore();
  await fill(store, numbered(facts));
  const period = secondsBetween(from, to, { now: to, timezone: 'UTC', weekStart: 'monday' });
  const answer = await ask(store, {
    metric,
    period,
    by: [],
    filters: [],
    scope: { desks: ['acme'], agents: 'all' },
    now: to,
  });
  expect(answer.isConnected).toBe(true);
  expect(answer.value).toBeCloseTo(expected, 9);
});

/** Every row needs an id, which examples leave out where it does not matter. */
function numbered(facts: Example['facts']): SomeFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([table, rows]) => [
      table,
      rows.map((row, index) => tables[table as Table].parse({ id: `${index}`, ...row })),
    ]),
  );
}
