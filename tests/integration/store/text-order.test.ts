import { expect, test } from 'vitest';
import { z } from 'zod';
import { periodAgo } from '../../../src/calendar/period.ts';
import { listLiveClocks } from '../../../src/jobs/nudges/clocks.ts';
import { listAgents } from '../../../src/metrics/answer/agents.ts';
import { metrics } from '../../../src/metrics/index.ts';
import { listDesks } from '../../../src/store/facts/desks.ts';
import { slaOutlook, unknownValues } from '../../helpers/answers.ts';
import { at, fill, startStore } from '../../helpers/store.ts';

/** In the order of their code points, which is that of no dictionary. */
const ordered = ['#10', '#9', 'B', 'Z-a', 'Z1', '_b', 'a', 'É'];
const mixed = ordered.toSorted((one, other) => one.localeCompare(other, 'en'));

const now = at('2026-11-19T12:00:00Z');

test('text is in one order, whatever the store', async () => {
  await using store = await startStore();
  for (const desk of mixed) await fill(store, {}, { desk });
  const clock = { kind: 'resolution' as const, started_at: now - 60, target_at: now + 60 };
  await fill(
    store,
    {
      agents: mixed.map((id) => ({ id, email: 'ana@acme.example' })),
      tickets: mixed.map((id) => ({ id, created_at: now - 60, status: 'open', agent: id, team: id })),
      sla_clocks: mixed.map((ticket) => ({ ticket, ...clock })),
    },
    { desk: 'B' },
  );
  const scope = { desks: ['B'], agents: 'all' as const };
  const metric = metrics.find(({ id }) => id === 'tickets');
  if (!metric) throw new Error('tickets are not counted');
  const question = {
    metric,
    period: periodAgo({ unit: 'day', ago: 0 }, { now, timezone: 'UTC', weekStart: 'monday' }),
    by: [],
    filters: [{ key: 'team', values: ['none'], isNegated: false }],
    scope,
    now,
  };
  const { tickets } = await slaOutlook(store, { scope, now, within: 60, limit: 5 });

  expect(mixed).not.toEqual(ordered);
  expect((await listDesks(store)).map(({ name }) => name)).toEqual(ordered);
  expect((await listAgents(store, ['B'])).map(({ id }) => id)).toEqual(ordered);
  expect((await listLiveClocks(store, { after: now, until: now + 60 })).map(({ ticket }) => ticket)).toEqual(ordered);
  expect(tickets.map(({ id }) => id)).toEqual(ordered.slice(0, 5));
  expect(await unknownValues(store, question)).toEqual([`No team is called “none”. There are ${ordered.join(', ')}.`]);
});

test('of two replies in one second the one with the lesser id came first, whatever the store', async () => {
  await using store = await startStore();
  const reply = { ticket: '1', at: 200, by: 'agent' as const, is_public: true };
  await fill(store, {
    tickets: [{ id: '1', created_at: 100 }],
    ticket_moves: [{ id: 'm', ticket: '1', at: 100, by: 'customer', status: 'new' }],
    replies: [
      { id: 'a', agent: 'ana', ...reply },
      { id: 'B', agent: 'ben', ...reply },
    ],
  });
  const [answered] = await store.query('SELECT first_reply_by FROM tickets', [], z.unknown());
  expect(answered).toEqual({ first_reply_by: 'ben' });
});
