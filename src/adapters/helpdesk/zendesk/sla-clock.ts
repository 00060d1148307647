import { z } from 'zod';
import { facts, type Fact, type Skipped } from '../../../helpdesk.ts';
import { instant, readRows, text } from '../kit/index.ts';
import { id } from './fields.ts';

type Clock = Fact<'sla_clocks'>;

const minutes = z.number().nullish();

const metricEvent = z.object({
  id,
  metric: z.string(),
  instance_id: z.int(),
  type: z.string(),
  time: instant,
  deleted: z.boolean().nullish(),
  sla: z
    .object({
      target: minutes,
      target_in_seconds: z.number().nullish(),
      business_hours: z.boolean().nullish(),
      policy: z.object({ title: text }).nullish(),
    })
    .nullish(),
  status: z.object({ calendar: minutes, business: minutes }).nullish(),
});

type MetricEvent = z.output<typeof metricEvent>;

const eventful = z.object({
  id,
  metric_events: z.union([z.array(z.unknown()), z.record(z.string(), z.array(z.unknown()))]).nullish(),
});

/** Whether a ticket's row came with its metric events, be there none. */
export function tellsClocks(row: unknown): boolean {
  return eventful.safeParse(row).data?.metric_events != null;
}

/** Where several metrics measure until the solution, the first of these that has a target is the resolution clock. */
const resolutions = ['resolution_time', 'requester_wait_time', 'agent_work_time'];

/**
 * The SLA clocks of a ticket's row, from its metric events. A row holds all of them since the ticket's creation, so that its
 * clocks come out whole whenever it is read. A metric to which no policy was ever applied is no clock.
 */
export function readClocks(row: unknown): { clocks: Clock[]; skipped: Skipped[] } {
  const ticket = eventful.safeParse(row);
  const held = ticket.data?.metric_events ?? [];
  const rows = Array.isArray(held) ? held : Object.values(held).flat();
  const { read, skipped } = readRows(rows, { as: metricEvent, noun: 'metric event' });
  const instances = Object.values(Object.groupBy(read, ({ metric, instance_id }) => `${metric} ${instance_id}`));
  const kept = new Map<string, { clock: Clock; rank: number }>();
  for (const events of instances) {
    const clock = clockOf(String(ticket.data?.id), inOrder(events ?? []));
    if (clock === undefined) continue;
    const key = `${clock.kind} ${clock.started_at}`;
    const rank = resolutions.indexOf(events?.[0]?.metric ?? '') + (clock.target_at === null ? resolutions.length : 0);
    const other = kept.get(key);
    if (other === undefined || rank < other.rank) kept.set(key, { clock, rank });
  }
  return { clocks: [...kept.values()].map(({ clock }) => clock), skipped };
}

function inOrder(events: readonly MetricEvent[]): MetricEvent[] {
  return events.filter(({ deleted }) => deleted !== true).toSorted((a, b) => a.time - b.time || a.id - b.id);
}

/** The clock that one run of a metric is, its events given in order of time. */
function clockOf(ticket: string, events: readonly MetricEvent[]): Clock | undefined {
  const kind = kindOf(events[0]);
  const started = events.find(({ type }) => type === 'activate')?.time;
  const applied = events.findLast(({ type }) => type === 'apply_sla');
  if (kind === undefined || started === undefined || applied === undefined) return undefined;
  const run = runOf(events);
  return facts.sla_clocks.parse({
    ticket,
    kind,
    started_at: started,
    target_at: targetOf(events, { started, sla: applied.sla, ...run }),
    stopped_at: run.stoppedAt,
    is_paused: run.pausedAt !== null,
    policy: applied.sla?.policy?.title ?? null,
  });
}

function kindOf(event: MetricEvent | undefined): Clock['kind'] | undefined {
  if (event === undefined) return undefined;
  if (event.metric === 'reply_time') return event.instance_id === 1 ? 'first_reply' : 'next_reply';
  return resolutions.includes(event.metric) ? 'resolution' : undefined;
}

interface Run {
  readonly stoppedAt: number | null;
  readonly pausedAt: number | null;
  /** Seconds for which it stood still and ran on. */
  readonly stood: number;
}

/** An activation ends a pause, and starts again a clock that had stopped: a solved ticket was reopened. */
function runOf(events: readonly MetricEvent[]): Run {
  let stoppedAt: number | null = null;
  let pausedAt: number | null = null;
  let stood = 0;
  for (const { type, time } of events) {
    if (type === 'pause') pausedAt ??= time;
    if (type !== 'activate' && type !== 'fulfill') continue;
    const since: number | null = pausedAt ?? stoppedAt;
    if (since !== null) stood += time - since;
    pausedAt = null;
    stoppedAt = type === 'fulfill' ? time : null;
  }
  return { stoppedAt, pausedAt, stood };
}

/** When the clock runs out, or would have; null while it stands still before that, and where Zendesk's schedule hides it. */
function targetOf(
  events: readonly MetricEvent[],
  { started, sla, stoppedAt, pausedAt, stood }: Run & { started: number; sla: MetricEvent['sla'] },
): number | null {
  const seconds = sla?.target_in_seconds ?? (sla?.target == null ? null : sla.target * 60);
  if (seconds === null) return null;
  const breach = events.findLast(({ type }) => type === 'breach');
  if (breach !== undefined) return breach.time;
  if (sla?.business_hours !== true) {
    const target = Math.round(started + seconds + stood);
    return pausedAt !== null && target > pausedAt ? null : target;
  }
  // Met in business hours: what was left of them, taken as if they had run on without a break.
  const used = events.findLast(({ type }) => type === 'update_status')?.status?.business;
  return stoppedAt === null || used == null ? null : Math.round(stoppedAt + seconds - used * 60);
}
