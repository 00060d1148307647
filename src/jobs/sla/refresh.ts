import { setImmediate } from 'node:timers/promises';
import { businessHours, roundTheClock, type Hours } from '../../calendar/business-hours.ts';
import { UserError } from '../../errors.ts';
import { deriveClocks, setTerms, type ChangedTickets, type DerivedClocks } from '../../store/facts/derived-clocks.ts';
import type { Store } from '../../store/store.ts';
import { clocksOf } from './clocks-of.ts';
import type { History } from './history.ts';
import { scheduleOf, type NamedSchedule, type ServiceLevels } from './levels.ts';
import { schedulesFor } from './own-schedule.ts';
import { pausesSeen } from './pauses.ts';
import { policyFor, type Policy } from './policy.ts';

/** Tickets in one transaction: enough to be worth its cost, few enough to keep nobody waiting. */
const pageSize = 2000;
const stretch = 250;

export interface RefreshOptions {
  readonly desk: string;
  readonly levels: ServiceLevels;
  /** Epoch seconds. */
  readonly now: number;
  /** Ends it between two pages; the next refresh goes on from there. */
  readonly signal: AbortSignal;
}

/**
 * Work out the SLA clocks of a desk that sends none: of the tickets that changed since, or of all when its policies did.
 * Call it once the desk was read to its end. Idempotent, and safe to stop anywhere.
 * @throws UserError `no-schedule` for a policy in business hours on a desk without a schedule
 */
export async function refreshClocks(store: Store, { desk, levels, now, signal }: RefreshOptions): Promise<void> {
  const policies = levels.slas.filter(({ when }) => policyIsFor(desk, when));
  const schedules = await schedulesFor(store, { desk, schedules: levels.schedules });
  const hours = hoursBy(desk, { schedules, policies });
  const terms = policies.length === 0 ? null : termsOf(desk, { schedules, slas: policies });
  if (!(await setTerms(store, { desk, terms }))) return;
  const derive = (changed: ChangedTickets) => derived(changed, { desk, policies, hours, now });
  while (!signal.aborted && (await deriveClocks(store, { desk, limit: pageSize }, derive)) > 0);
}

function policyIsFor(desk: string, when: Policy['when']): boolean {
  return when?.desk === undefined || when.desk.some((name) => name.toLowerCase() === desk.toLowerCase());
}

/** What the clocks depend on beside the facts, as text. */
function termsOf(desk: string, { schedules, slas }: ServiceLevels): string {
  const used = slas.map((policy) => scheduleFor(policy, desk, schedules)).filter((schedule) => schedule !== undefined);
  return JSON.stringify({ slas, schedules: [...new Set(used)] });
}

function scheduleFor(
  { hours, schedule: named }: Policy,
  desk: string,
  schedules: readonly NamedSchedule[],
): NamedSchedule | undefined {
  if (hours === 'calendar') return undefined;
  return named === undefined ? scheduleOf(desk, schedules) : schedules.find(({ name }) => name === named);
}

/** The hours each policy counts in; a schedule is written out once, however many share it. */
function hoursBy(
  desk: string,
  { schedules, policies }: { schedules: readonly NamedSchedule[]; policies: readonly Policy[] },
): ReadonlyMap<Policy, Hours> {
  const opened = new Map(schedules.map((schedule) => [schedule, businessHours(schedule)]));
  return new Map(
    policies.map((policy): [Policy, Hours] => {
      if (policy.hours === 'calendar') return [policy, roundTheClock];
      const schedule = scheduleFor(policy, desk, schedules);
      const hours = schedule && opened.get(schedule);
      if (hours) return [policy, hours];
      throw new UserError(
        'no-schedule',
        `The SLA “${policy.name}” counts business hours, but desk ${desk} has no schedule: add one under schedules, or say hours: calendar.`,
      );
    }),
  );
}

/** Some milliseconds' worth of tickets at a time; in between others get their turn. */
async function derived(
  changed: ChangedTickets,
  {
    desk,
    policies,
    hours,
    now,
  }: { desk: string; policies: readonly Policy[]; hours: ReadonlyMap<Policy, Hours>; now: number },
): Promise<DerivedClocks> {
  const clocks: DerivedClocks['clocks'][number][] = [];
  const pauses: DerivedClocks['pauses'][number][] = [];
  for (const [index, before] of historiesOf(changed).entries()) {
    if (index % stretch === 0) await setImmediate();
    const history = { ...before, pauses: pausesSeen(before, now) };
    const ticket = history.ticket.id;
    pauses.push(...history.pauses.map(({ from, to }) => ({ ticket, from_at: from, to_at: to })));
    const policy = policyFor({ ...history.ticket, desk }, policies);
    if (policy) clocks.push(...clocksOf(history, policy, hours.get(policy) ?? roundTheClock));
  }
  return { clocks, pauses };
}

function historiesOf({ tickets, spans, replies, pauses, stops }: ChangedTickets): History[] {
  const by = {
    spans: Map.groupBy(spans, ({ ticket }) => ticket),
    replies: Map.groupBy(replies, ({ ticket }) => ticket),
    pauses: Map.groupBy(pauses, ({ ticket }) => ticket),
    stops: new Map(stops.map(({ ticket, stopped_at }) => [ticket, stopped_at])),
  };
  return tickets.map((ticket) => ({
    ticket,
    // While its desk is being read, a ticket may be without the span it is going to have.
    spans: by.spans.get(ticket.id) ?? [{ from_at: ticket.created_at, to_at: ticket.solved_at }],
    replies: by.replies.get(ticket.id) ?? [],
    pauses: (by.pauses.get(ticket.id) ?? []).map(({ from_at, to_at }) => ({ from: from_at, to: to_at })),
    stoppedBefore: by.stops.get(ticket.id) ?? null,
  }));
}
