import { createHash } from 'node:crypto';
import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import type { Unmapped } from '../kit/unmapped.ts';
import { id } from './fields.ts';
import type { Statuses } from './statuses.ts';

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
  const told = new Map<string, number>();
  return activities.flatMap((row, index) => {
    const { status, agent_id: agent } = row.activity;
    const isAssigned = agent != null && agent > 0;
    if (status == null && !isAssigned) return [];
    const digest = createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 16);
    const times = (told.get(digest) ?? 0) + 1;
    told.set(digest, times);
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
