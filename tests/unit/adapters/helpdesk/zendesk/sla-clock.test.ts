import { expect, test } from 'vitest';
import { readClocks } from '../../../../../src/adapters/helpdesk/zendesk/sla-clock.ts';
import { iso } from '../../../../fakes/zendesk/rows.ts';

const created = Date.parse('2026-02-02T09:00:00Z') / 1000;
const minute = 60;
let lastId = 0;

type Event = Record<string, unknown>;

/** An event of a metric so many minutes after the ticket's creation. */
function event(type: string, after: number, more: Event = {}): Event {
  return { id: (lastId += 1), ticket_id: 14, instance_id: 1, type, time: iso(created + after * minute), ...more };
}

const gold = { id: 1, title: 'Gold', description: null };
const applied = (target: number | null, more: Event = {}) =>
  event('apply_sla', 0, { sla: { target, business_hours: false, policy: gold, ...more } });

function clocks(metrics: Record<string, Event[]>) {
  const named = Object.entries(metrics).map(([metric, events]) => [metric, events.map((row) => ({ metric, ...row }))]);
  return readClocks({ id: 14, metric_events: Object.fromEntries(named) as unknown }).clocks;
}

/** A clock as minutes after the creation. */
function told({ target_at, stopped_at, is_paused }: ReturnType<typeof clocks>[number]) {
  const after = (at: number | null) => (at === null ? null : (at - created) / minute);
  return [after(target_at), after(stopped_at), is_paused];
}

test('a first reply’s clock runs from the creation to the first reply', () => {
  expect(clocks({ reply_time: [event('activate', 0), applied(60), event('fulfill', 30)] })).toEqual([
    {
      ticket: '14',
      kind: 'first_reply',
      started_at: created,
      target_at: created + 3600,
      stopped_at: created + 1800,
      is_paused: false,
      policy: 'Gold',
    },
  ]);
});

test.each<[string, Event[], unknown[]]>([
  ['runs', [event('activate', 0), applied(60)], [60, null, false]],
  ['stands still: its target is open', [event('activate', 0), applied(60), event('pause', 20)], [null, null, true]],
  ['stands still after it ran out', [event('activate', 0), applied(60), event('pause', 90)], [60, null, true]],
  [
    'runs on after a pause, by which its target moved',
    [event('activate', 0), applied(60), event('pause', 20), event('activate', 50)],
    [90, null, false],
  ],
  [
    'was stopped while it stood still',
    [event('activate', 0), applied(60), event('pause', 20), event('fulfill', 50)],
    [90, 50, false],
  ],
  [
    'runs again after it had stopped: the ticket was reopened',
    [event('activate', 0), applied(60), event('fulfill', 40), event('activate', 100)],
    [120, null, false],
  ],
  [
    'was given another target later',
    [event('activate', 0), applied(60), { ...applied(120), time: iso(created + 9) }],
    [120, null, false],
  ],
  [
    'lost its target',
    [event('activate', 0), applied(60), { ...applied(null), time: iso(created + 9) }],
    [null, null, false],
  ],
  ['has its target in seconds', [event('activate', 0), applied(1, { target_in_seconds: 90 })], [1.5, null, false]],
  ['came in no order', [event('fulfill', 30), applied(60), event('activate', 0)], [60, 30, false]],
  ['ran out', [event('activate', 0), applied(60), event('breach', 61)], [61, null, false]],
  [
    'was to run out, which was taken back',
    [event('activate', 0), applied(60), event('breach', 61, { deleted: true }), event('fulfill', 30)],
    [60, 30, false],
  ],
])('a clock that %s', (_, events, expected) => {
  expect(clocks({ requester_wait_time: events }).map(told)).toEqual([expected]);
});

test.each<[string, Event[], unknown[]]>([
  ['runs out when Zendesk foresees it', [event('breach', 1000)], [1000, null, false]],
  ['has an open target where it does not', [], [null, null, false]],
  [
    'was met, with what was left of its hours',
    [event('fulfill', 900), event('update_status', 900, { status: { calendar: 900, business: 20 } })],
    [940, 900, false],
  ],
  [
    'was missed',
    [
      event('breach', 800),
      event('fulfill', 900),
      event('update_status', 900, { status: { calendar: 900, business: 75 } }),
    ],
    [800, 900, false],
  ],
])('a clock in business hours %s', (_, events, expected) => {
  const reply_time = [event('activate', 0), applied(60, { business_hours: true }), ...events];
  expect(clocks({ reply_time }).map(told)).toEqual([expected]);
});

test('every run of the reply metric after the first is a next reply', () => {
  const second = (row: Event) => ({ ...row, instance_id: 2 });
  const first = [event('activate', 0), applied(60), event('fulfill', 30)];
  const reply_time = [...first, second(event('activate', 40)), second(applied(60))];
  expect(clocks({ reply_time }).map(({ kind, started_at }) => [kind, (started_at - created) / minute])).toEqual([
    ['first_reply', 0],
    ['next_reply', 40],
  ]);
});

test('of the metrics that measure until the solution the one with a target counts', () => {
  const run = (target: number | null) => [event('activate', 0), applied(target)];
  const found = clocks({ agent_work_time: run(240), requester_wait_time: run(480), resolution_time: run(null) });
  expect(found).toMatchObject([{ kind: 'resolution', target_at: created + 480 * minute }]);
});

test.each<[string, Record<string, Event[]>]>([
  ['a policy', { reply_time: [event('activate', 0), event('fulfill', 3)] }],
  ['a start', { reply_time: [applied(60)] }],
  ['a meaning here', { periodic_update_time: [event('activate', 0), applied(60)] }],
])('a metric without %s is no clock', (_, metrics) => {
  expect(clocks(metrics)).toEqual([]);
});

test('a ticket that came without metric events has no clocks, and an event that does not fit is named', () => {
  expect(readClocks({ id: 14 })).toEqual({ clocks: [], skipped: [] });
  const bad = { id: 5, metric: 'reply_time', instance_id: 1, type: 'activate', time: 'soon' };
  expect(readClocks({ id: 14, metric_events: { reply_time: [bad] } }).skipped).toMatchObject([
    { place: 'metric event 5' },
  ]);
});
