import { createHash } from 'node:crypto';
import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { defineStream, ifConnected, openUnmapped, readRows, type Call, type Unmapped } from '../kit/index.ts';
import type { Api } from './api.ts';
import type { Context } from './context.ts';
import { id } from './fields.ts';
import type { Statuses } from './statuses.ts';

const dayMs = 86_400_000;
/** A day's file is kept for 30 days. */
const keptDays = 30;
/** It is written in the night that follows; one that is not there after these days, or after a later one, never comes. */
const awaitedDays = 3;

/**
 * The moves of each day that is over, from the export of activities. Freshdesk no longer lets an account switch it on, and
 * answers 403 or 404 where it is off: then moves are known from what tickets say of themselves.
 */
export const activities = defineStream({
  name: 'activities',
  /** The first day whose activities were not read, such as `2026-02-23`; null before the first. */
  cursor: z.strictObject({ day: z.iso.date().nullable() }).default({ day: null }),

  async *read(before, context: Context) {
    const { statuses, everAgents: agents, clock } = context;
    const today = Date.parse(dayOf(clock.now()));
    const begun = Date.parse(before.day ?? dayOf(today - keptDays * dayMs));
    /** Behind the last day that is done with, and what of that a cursor holds. */
    let next = begun;
    let kept = begun;
    for (let day = begun; day < today; day += dayMs) {
      const rows = await readDay(dayOf(day), context);
      const isAwaited = rows === undefined && today - day <= awaitedDays * dayMs;
      if (!isAwaited) next = day + dayMs;
      if (rows === undefined) continue;
      const unmapped = openUnmapped();
      const { read, skipped } = readRows(rows, { as: foreignActivity, noun: 'activity' });
      const ticket_moves = movesOfDay(read, { statuses, agents, unmapped });
      yield { facts: { ticket_moves }, skipped, unmapped: unmapped.counts(), cursor: { day: dayOf(next) } };
      kept = next;
    }
    if (next > kept) yield { facts: {}, cursor: { day: dayOf(next) } };
  },
});

const file = z.object({ url: z.string() });
const exported = z.object({ export: z.unknown() });

/** Where the activities of a day (`2026-02-23`) lie ready; undefined when they do not. */
export async function askActivities(api: Api, day: string, call: Call): Promise<string | undefined> {
  const { body } = await api.get('export/ticket_activities', exported, { query: { created_at: day }, ...call });
  // One file as an object in some accounts, in others a list of it.
  const [first] = [body.export].flat();
  return file.safeParse(first).data?.url;
}

/** Undefined when there is no file of that day, or none any more. */
async function readDay(day: string, { api, activityFiles, signal }: Context): Promise<readonly unknown[] | undefined> {
  const address = await ifConnected(askActivities(api, day, { signal }));
  return address === undefined ? undefined : await ifConnected(activityFiles(address, signal));
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

const shape = /^(\d\d)-(\d\d)-(\d{4}) (\d\d:\d\d:\d\d) ([+-]\d\d):?(\d\d)$/;

/** `23-02-2026 09:05:00 +0000` in, epoch seconds out. */
const dayFirst = z
  .string()
  .regex(shape)
  .transform((text) => Date.parse(text.replace(shape, '$3-$2-$1T$4$5:$6')) / 1000)
  .pipe(z.int().min(0));

/** Something done to a ticket, by hand or by a rule; of all that may have changed, what is read here. */
export const foreignActivity = z.object({
  ticket_id: id,
  performed_at: dayFirst,
  performer_type: z.string(),
  performer_id: id.nullish(),
  activity: z.looseObject({ status: z.union([z.string(), z.int()]).nullish(), agent_id: z.int().nullish() }),
});

type ForeignActivity = z.output<typeof foreignActivity>;

/** A day's activities → moves. They carry no ids: what they say is theirs, counted where it is said twice. */
export function movesOfDay(
  activities: readonly ForeignActivity[],
  { statuses, agents, unmapped }: { statuses: Statuses; agents: ReadonlySet<number>; unmapped: Unmapped },
): Fact<'ticket_moves'>[] {
  const seen = new Map<string, number>();
  return activities.flatMap((row, index) => {
    const { status, agent_id: agent } = row.activity;
    const isAssigned = agent != null && agent > 0;
    if (status == null && !isAssigned) return [];
    const digest = createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 16);
    const times = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, times);
    return [
      facts.ticket_moves.parse({
        id: `${row.ticket_id}:${digest}:${times}`,
        ticket: String(row.ticket_id),
        at: row.performed_at,
        seq: index + 1,
        by: performerOf(row, agents),
        status: status == null ? null : statuses.word(status, unmapped),
        agent: isAssigned ? String(agent) : null,
      }),
    ];
  });
}

function performerOf({ performer_type, performer_id }: ForeignActivity, agents: ReadonlySet<number>) {
  if (performer_type !== 'user' || performer_id == null) return 'automation';
  return agents.has(performer_id) ? 'agent' : 'customer';
}
