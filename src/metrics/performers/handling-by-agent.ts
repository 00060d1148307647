import { z } from 'zod';
import type { Reader, Value } from '../../store/store.ts';
import { narrow } from '../relation-filter.ts';
import type { Asked } from './read-records.ts';

const row = z.object({ desk: z.string(), agent: z.string(), n: z.number(), mean: z.number(), squares: z.number() });

const parts = ['talk_seconds', 'hold_seconds', 'wrap_seconds'];
const isTimed = `coalesce(${parts.map((part) => `f.${part}`).join(', ')}) IS NOT NULL`;
const seconds = parts.map((part) => `coalesce(f.${part}, 0)`).join(' + ');

/**
 * Handle time by agent, in seconds a contact. Contacts are solved tickets with tracked time or a timed call, which are their
 * assignee's whoever else worked on them, and answered calls without a ticket.
 */
export async function handlingByAgent(
  store: Reader,
  { desks, period, filters }: Asked,
): Promise<z.output<typeof row>[]> {
  const values: Value[] = [];
  const bind = (value: Value) => `$${values.push(value)}`;
  const [from, to] = [bind(period.from), bind(period.to)];
  const calls = narrow('calls', { desks, filters: [] }, bind);
  const tickets = narrow('tickets', { desks, filters }, bind);
  const ticketless = narrow('calls', { desks, filters }, bind);
  return await store.query(
    `WITH timed AS (
       SELECT f.desk, f.ticket, sum(${seconds}) AS seconds FROM calls f
       WHERE ${calls.where} AND f.ticket IS NOT NULL AND f.at < ${to} AND ${isTimed}
       GROUP BY f.desk, f.ticket
     ), handled AS (
       SELECT f.desk, f.agent, coalesce(f.handle_seconds, 0) + coalesce(timed.seconds, 0) AS seconds
       FROM tickets f LEFT JOIN timed ON timed.desk = f.desk AND timed.ticket = f.id ${tickets.joins}
       WHERE ${tickets.where} AND f.solved_at >= ${from} AND f.solved_at < ${to}
         AND (f.handle_seconds IS NOT NULL OR timed.seconds IS NOT NULL)
       UNION ALL
       SELECT f.desk, f.agent, ${seconds} FROM calls f ${ticketless.joins}
       WHERE ${ticketless.where} AND f.ticket IS NULL AND f.is_answered AND f.at >= ${from} AND f.at < ${to} AND ${isTimed}
     )
     SELECT desk, agent, count(*) AS n, CAST(avg(seconds) AS double precision) AS mean,
       CAST(count(*) * var_pop(seconds) AS double precision) AS squares
     FROM handled WHERE agent IS NOT NULL GROUP BY desk, agent ORDER BY desk, agent`,
    values,
    row,
  );
}
