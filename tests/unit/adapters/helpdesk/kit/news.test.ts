import { expect, test } from 'vitest';
import { joinNews } from '../../../../../src/adapters/helpdesk/kit/news.ts';

test('the rows of a table come one after another, and a table named without rows stays named', () => {
  const clock = { ticket: '1', kind: 'resolution' as const, started_at: 1 };
  const rest = { target_at: null, stopped_at: null, is_paused: null, policy: null };
  const one = { facts: { sla_clocks: [{ ...clock, ...rest }], calls: [] } };
  const other = { facts: { sla_clocks: [{ ...clock, ...rest, ticket: '2' }] } };
  expect(joinNews([one, other]).facts).toEqual({
    sla_clocks: [
      { ...clock, ...rest },
      { ...clock, ...rest, ticket: '2' },
    ],
    calls: [],
  });
});

test('what was deleted and skipped is put together, and unmapped values are added up', () => {
  const skipped = { place: 'ticket 3', reason: 'id: invalid' };
  expect(
    joinNews([
      { facts: {}, deleted: [{ id: '1', at: 5 }], unmapped: { 'tickets.status: "odd"': 1 }, gives: ['surveys:csat'] },
      { facts: {}, skipped: [skipped], unmapped: { 'tickets.status: "odd"': 2 }, gives: ['surveys:csat'] },
    ]),
  ).toEqual({
    facts: {},
    gives: ['surveys:csat'],
    deleted: [{ id: '1', at: 5 }],
    skipped: [skipped],
    unmapped: { 'tickets.status: "odd"': 3 },
  });
});
