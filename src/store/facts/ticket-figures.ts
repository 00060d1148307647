import { z } from 'zod';
import type { News } from '../../helpdesk.ts';
import type { Transaction } from '../store.ts';

/** Both in order of time; a customer's message of the same second comes before the answer. */
const inOrder = `PARTITION BY r.desk, r.ticket ORDER BY r."at", CASE r."by" WHEN 'customer' THEN 0 ELSE 1 END, r.id COLLATE "C"`;

/** Whoever asked is the customer of that ticket, an agent on others or not: the requester's own messages are no answers. */
const requesters = `
  UPDATE replies SET "by" = 'customer', agent = NULL
  FROM tickets t JOIN stage_changed_tickets c ON c.desk = t.desk AND c.ticket = t.id
  WHERE replies.desk = t.desk AND replies.ticket = t.id AND replies."by" = 'agent' AND replies.agent = t.customer`;

/** An agent's public reply waited since the earliest public message of the customer's that was not answered yet: at first, since the ticket was created. */
const waits = `
  WITH messages AS (
    SELECT r.desk, r.id, r.ticket, r."at", r."by", t.created_at,
      count(*) FILTER (WHERE r."by" = 'agent') OVER (${inOrder} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS answers
    FROM replies r
    JOIN stage_changed_tickets c ON c.desk = r.desk AND c.ticket = r.ticket
    JOIN tickets t ON t.desk = r.desk AND t.id = r.ticket
    WHERE r.is_public AND r."by" IN ('agent', 'customer')
  ), waits AS (
    SELECT desk, id, "by", "at" - CASE WHEN answers = 0 THEN least(created_at, "at")
      ELSE min(CASE WHEN "by" = 'customer' THEN "at" END) OVER (PARTITION BY desk, ticket, answers) END AS seconds
    FROM messages
  )
  UPDATE replies SET waited_seconds = w.seconds
  FROM waits w WHERE replies.desk = w.desk AND replies.id = w.id AND w."by" = 'agent'`;

/** Agents' and customers' messages of a ticket counted, for tickets of which any event is known. */
const counts = `
  WITH events AS (
    SELECT c.desk, c.ticket, r.id, r."at", r."by", r.agent, coalesce(r.is_public, FALSE) AS is_public
    FROM stage_changed_tickets c JOIN replies r ON r.desk = c.desk AND r.ticket = c.ticket
    UNION ALL
    SELECT c.desk, c.ticket, m.id, m."at", m."by", NULL, FALSE
    FROM stage_changed_tickets c JOIN ticket_moves m ON m.desk = c.desk AND m.ticket = c.ticket
  ), counted AS (
    SELECT desk, ticket,
      min("at") FILTER (WHERE is_public AND "by" = 'agent') AS first_reply_at,
      (array_agg(agent ORDER BY "at", id COLLATE "C") FILTER (WHERE is_public AND "by" = 'agent'))[1] AS first_reply_by,
      count(*) FILTER (WHERE is_public AND "by" = 'agent') AS agent_replies,
      count(*) FILTER (WHERE is_public AND "by" = 'customer') AS customer_replies,
      count(DISTINCT CASE WHEN "by" = 'agent' THEN "at" END) AS touches
    FROM events GROUP BY desk, ticket
  )
  UPDATE tickets SET first_reply_at = f.first_reply_at, first_reply_by = f.first_reply_by,
    agent_replies = f.agent_replies, customer_replies = f.customer_replies, touches = f.touches
  FROM counted f WHERE tickets.desk = f.desk AND tickets.id = f.ticket`;

/**
 * The instants at which a ticket became unsolved or solved, beginning with its creation. What the ticket's row says of now
 * stands over a move that is missing: a solved ticket whose moves left it open was solved when its row says so.
 */
const turns = `
  WITH states AS (
    SELECT t.desk, t.id AS ticket, t.created_at AS "at", -1 AS seq, '' AS id, FALSE AS is_solved
    FROM stage_changed_tickets c JOIN tickets t ON t.desk = c.desk AND t.id = c.ticket
    WHERE EXISTS (SELECT 1 FROM ticket_moves m WHERE m.desk = t.desk AND m.ticket = t.id)
    UNION ALL
    SELECT m.desk, m.ticket, greatest(m."at", t.created_at), coalesce(m.seq, 0), m.id, m.status IN ('solved', 'closed')
    FROM stage_changed_tickets c
    JOIN ticket_moves m ON m.desk = c.desk AND m.ticket = c.ticket
    JOIN tickets t ON t.desk = c.desk AND t.id = c.ticket
    WHERE m.status IS NOT NULL
  ), compared AS (
    SELECT *, lag(is_solved) OVER (PARTITION BY desk, ticket ORDER BY "at", seq, id COLLATE "C") AS was_solved FROM states
  ), turned AS (
    SELECT desk, ticket, is_solved, "at" AS from_at,
      lead("at") OVER (PARTITION BY desk, ticket ORDER BY "at", seq, id COLLATE "C") AS to_at,
      row_number() OVER (PARTITION BY desk, ticket ORDER BY "at", seq, id COLLATE "C") AS turn
    FROM compared WHERE was_solved IS NULL OR was_solved <> is_solved
  ), turns AS (
    SELECT u.desk, u.ticket, u.is_solved, u.from_at, u.turn,
      coalesce(u.to_at, CASE WHEN t.status IN ('solved', 'closed') THEN greatest(u.from_at, coalesce(t.solved_at, t.updated_at)) END) AS to_at
    FROM turned u JOIN tickets t ON t.desk = u.desk AND t.id = u.ticket
  )`;

const spans = `INSERT INTO ticket_spans (desk, ticket, seq, from_at, to_at) ${turns}
  SELECT desk, ticket, CAST((turn - 1) / 2 AS BIGINT), from_at, to_at FROM turns WHERE NOT is_solved`;

/** Worked out from the spans: solved when the last one ended, reopened as often as there are others. */
const solutions = `
  WITH ended AS (
    SELECT s.desk, s.ticket, count(*) - 1 AS reopens, CASE WHEN count(*) = count(s.to_at) THEN max(s.to_at) END AS solved_at
    FROM stage_changed_tickets c JOIN ticket_spans s ON s.desk = c.desk AND s.ticket = c.ticket AND s.seq >= 0
    GROUP BY s.desk, s.ticket
  )
  UPDATE tickets SET reopens = f.reopens, solved_at = f.solved_at
  FROM ended f WHERE tickets.desk = f.desk AND tickets.id = f.ticket`;

/** How often a ticket went from one assignee to another, where its moves name any. */
const reassignments = `
  WITH assigned AS (
    SELECT m.desk, m.ticket, m.agent,
      lag(m.agent) OVER (PARTITION BY m.desk, m.ticket ORDER BY m."at", coalesce(m.seq, 0), m.id COLLATE "C") AS before
    FROM stage_changed_tickets c JOIN ticket_moves m ON m.desk = c.desk AND m.ticket = c.ticket
    WHERE m.agent IS NOT NULL
  ), counted AS (
    SELECT desk, ticket, count(*) FILTER (WHERE before <> agent) AS changes FROM assigned GROUP BY desk, ticket
  )
  UPDATE tickets SET reassignments = f.changes FROM counted f WHERE tickets.desk = f.desk AND tickets.id = f.ticket`;

/** The tickets a batch has something of that figures are worked out from. */
export function ticketsIn({ facts }: Pick<News, 'facts'>): string[] {
  return [
    ...(facts.tickets ?? []).map(({ id }) => id),
    ...(facts.ticket_moves ?? []).map(({ ticket }) => ticket),
    ...(facts.replies ?? []).flatMap(({ ticket }) => ticket ?? []),
  ];
}

/**
 * Work out anew, from the events stored, the figures and the spans of these tickets: nothing for a desk that sends no
 * `ticket_moves`. Safe to repeat.
 */
export async function workOutFigures(tx: Transaction, desk: string, tickets: ReadonlySet<string>): Promise<void> {
  if (tickets.size === 0) return;
  const given = await tx.query(
    `SELECT source FROM desk_sources WHERE desk = $1 AND source IN ('ticket_moves', 'replies')`,
    [desk],
    z.object({ source: z.string() }),
  );
  const gives = (source: string) => given.some((row) => row.source === source);
  if (!gives('ticket_moves')) return;
  await tx.stage(
    'changed_tickets',
    [...tickets].map((ticket) => ({ desk, ticket })),
  );
  if (gives('replies')) {
    await tx.run(requesters, []);
    await tx.run(waits, []);
    await tx.run(counts, []);
  }
  await tx.run(
    `DELETE FROM ticket_spans s USING stage_changed_tickets c WHERE s.desk = c.desk AND s.ticket = c.ticket
     AND EXISTS (SELECT 1 FROM ticket_moves m WHERE m.desk = c.desk AND m.ticket = c.ticket)`,
    [],
  );
  await tx.run(spans, []);
  await tx.run(solutions, []);
  await tx.run(reassignments, []);
}
