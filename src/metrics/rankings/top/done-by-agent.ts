import { z } from 'zod';
import type { Reader } from '../../../store/store.ts';
import { isContacted, isFirstContact } from '../../query/conditions.ts';
import { narrow } from '../../query/filters.ts';
import { raw, select, sql } from '../../query/sql.ts';
import { handlingOf } from '../../query/tables.ts';
import type { Asked } from './agent-record.ts';

const row = z.object({
  desk: z.string(),
  id: z.string(),
  solved: z.number(),
  /** Of the solved: those whose reopens are known, and those reopened. */
  known: z.number(),
  reopened: z.number(),
  /** Of the solved: those with a contact, and with one only. */
  contacted: z.number(),
  resolved: z.number(),
  /** Contacts that were timed: how many, their seconds, and Σ (seconds − mean)². */
  handled: z.number(),
  mean: z.number().nullable(),
  squares: z.number().nullable(),
});

/**
 * What each agent did in the period. Handled contacts are solved tickets with tracked time or a timed call, which are their
 * assignee's whoever else worked on them, and answered calls without a ticket.
 */
export async function doneByAgent(store: Reader, { desks, period, filters }: Asked): Promise<z.output<typeof row>[]> {
  const { from, to } = period;
  const calls = narrow('calls', { desks, filters: [] });
  const tickets = narrow('tickets', { desks, filters });
  const ticketless = narrow('calls', { desks, filters });
  const { isTimed, seconds } = handlingOf('f');
  const contacted = raw(isContacted);
  return await select(
    store,
    sql`WITH spoken AS (
       SELECT f.desk, f.ticket, count(*) FILTER (WHERE f.is_answered) AS answered,
         sum(${seconds}) FILTER (WHERE ${isTimed}) AS seconds
       FROM calls f WHERE ${calls.where} AND f.ticket IS NOT NULL AND f.at < ${to} GROUP BY f.desk, f.ticket
     ), done AS (
       SELECT f.desk, f.agent, TRUE AS is_ticket, f.reopens, ${contacted} AS is_contacted,
         ${contacted} AND ${raw(isFirstContact)} AS is_resolved,
         CASE WHEN f.handle_seconds IS NOT NULL OR a.seconds IS NOT NULL
           THEN coalesce(f.handle_seconds, 0) + coalesce(a.seconds, 0) END AS seconds
       FROM tickets f LEFT JOIN spoken a ON a.desk = f.desk AND a.ticket = f.id ${tickets.joins}
       WHERE ${tickets.where} AND f.solved_at >= ${from} AND f.solved_at < ${to}
       UNION ALL
       SELECT f.desk, f.agent, FALSE, NULL, FALSE, FALSE, ${seconds} FROM calls f ${ticketless.joins}
       WHERE ${ticketless.where} AND f.ticket IS NULL AND f.is_answered AND f.at >= ${from} AND f.at < ${to} AND ${isTimed}
     )
     SELECT desk, agent AS id, count(*) FILTER (WHERE is_ticket) AS solved, count(reopens) AS known,
       count(*) FILTER (WHERE reopens > 0) AS reopened, count(*) FILTER (WHERE is_contacted) AS contacted,
       count(*) FILTER (WHERE is_resolved) AS resolved, count(seconds) AS handled,
       CAST(avg(seconds) AS double precision) AS mean,
       CAST(count(seconds) * var_pop(seconds) AS double precision) AS squares
     FROM done WHERE agent IS NOT NULL GROUP BY desk, agent ORDER BY desk, agent`,
    row,
  );
}
