import { z } from 'zod';
import type { Reader } from '../../store/store.ts';

/** What tells one SLA clock from every other. */
export const clockKey = z.object({ desk: z.string(), ticket: z.string(), kind: z.string(), started_at: z.number() });

export type ClockKey = z.output<typeof clockKey>;

const liveClock = clockKey.extend({
  kind: z.enum(['first_reply', 'next_reply', 'resolution']),
  target_at: z.number(),
  subject: z.string().nullable(),
  url: z.string().nullable(),
  agent: z.string(),
  email: z.string(),
  /** Of the sample desk: nobody's ticket. */
  is_sample: z.boolean(),
});

/** A running SLA clock of an unsolved ticket whose assignee has an e-mail address. Instants are epoch seconds. */
export type LiveClock = z.output<typeof liveClock>;

/** The live clocks with their breach in `(after, until]`, soonest first. */
export async function listLiveClocks(
  store: Reader,
  { after, until }: { after: number; until: number },
): Promise<LiveClock[]> {
  return await store.query(
    `SELECT c.desk, c.ticket, c.kind, c.started_at, c.target_at, t.subject, t.url, t.agent, lower(a.email) AS email,
       coalesce(d.kind = 'sample', FALSE) AS is_sample
     FROM sla_clocks c
     JOIN tickets t ON t.desk = c.desk AND t.id = c.ticket
     JOIN agents a ON a.desk = t.desk AND a.id = t.agent
     LEFT JOIN desks d ON d.name = c.desk
     WHERE c.target_at > $1 AND c.target_at <= $2 AND c.stopped_at IS NULL AND NOT coalesce(c.is_paused, FALSE)
       AND (t.status IN ('new', 'open', 'pending', 'hold')
            OR (coalesce(t.status, 'other') = 'other' AND t.solved_at IS NULL))
       AND a.email <> ''
     ORDER BY c.target_at, c.desk COLLATE "C", c.ticket COLLATE "C", c.kind`,
    [after, until],
    liveClock,
  );
}

/** One text for one clock, whatever else is known of it. */
export function clockId({ desk, ticket, kind, started_at }: ClockKey): string {
  return JSON.stringify([desk, ticket, kind, started_at]);
}
