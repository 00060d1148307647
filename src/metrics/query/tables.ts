import { raw, sql, type Expression, type Sql } from './sql.ts';

/** What relations read that is no table of the store: queries in brackets. */

/** Customers' feedback in words: comments on surveys, and mentions. */
export const feedback: Expression = `(
  SELECT y.desk, y.answered_at AS at, y.replied_at, y.ticket, y.agent, y.team, y.channel, y.customer,
    CAST(NULL AS TEXT) AS network, CAST(NULL AS TEXT) AS topic
  FROM surveys y WHERE y.kind <> 'esat' AND y.comment <> ''
  UNION ALL
  SELECT z.desk, z.at, z.replied_at, NULL, NULL, NULL, NULL, NULL, z.network, z.topic FROM mentions z
)`;

const timed = ['talk_seconds', 'hold_seconds', 'wrap_seconds'];

/** SQL of a call: whether any part of its handling was timed, and the seconds of those that were. */
export function handlingOf(call: 'f' | 'y'): { isTimed: Sql; seconds: Sql } {
  return {
    isTimed: raw(`coalesce(${timed.map((part) => `${call}.${part}`).join(', ')}) IS NOT NULL`),
    seconds: raw(timed.map((part) => `coalesce(${call}.${part}, 0)`).join(' + ')),
  };
}

/** Contacts whose handling was timed: solved tickets, with the calls about them, and answered calls without a ticket. */
export const handled: Expression = ({ now }) => {
  const { isTimed, seconds } = handlingOf('y');
  return sql`(
  SELECT x.desk, x.solved_at AS at, coalesce(x.handle_seconds, 0) + coalesce(y.spent, 0) AS seconds,
    x.team, x.agent, x.channel, x.type, x.priority, x.tags, x.organization, x.customer
  FROM tickets x LEFT JOIN (
    SELECT y.desk, y.ticket, sum(${seconds}) AS spent FROM calls y
    WHERE y.ticket IS NOT NULL AND y.at < ${now} AND ${isTimed} GROUP BY y.desk, y.ticket
  ) y ON y.desk = x.desk AND y.ticket = x.id
  WHERE x.solved_at IS NOT NULL AND (x.handle_seconds IS NOT NULL OR y.spent IS NOT NULL)
  UNION ALL
  SELECT y.desk, y.at, ${seconds}, y.team, y.agent, y.channel, NULL, NULL, NULL, c.organization, y.customer
  FROM calls y LEFT JOIN customers c ON c.desk = y.desk AND c.id = y.customer
  WHERE y.ticket IS NULL AND y.is_answered AND ${isTimed}
)`;
};

/**
 * Tickets that stood solved at the end of the last window, were reopened since and are solved in no window before its end any
 * more; `at` is when they had been solved last. Found from the few tickets that were on the way then.
 */
export const reopened: Expression = ({ now, lastUntil }) => sql`(
  SELECT y.desk, y.ticket, max(coalesce(y.to_at, ${now})) FILTER (WHERE y.from_at < ${lastUntil}) AS at
  FROM ticket_spans y JOIN tickets x ON x.desk = y.desk AND x.id = y.ticket
  WHERE y.from_at < ${now} AND x.created_at < ${lastUntil} AND (x.solved_at IS NULL OR x.solved_at >= ${lastUntil})
  GROUP BY y.desk, y.ticket HAVING bool_or(y.from_at >= ${lastUntil})
)`;

/**
 * Who a desk's customer is on all desks: one e-mail address is one person, however many desks know it. Where a desk has several
 * customers of one address they stay apart there, and pair off with another desk's in order of their ids.
 */
export function persons(desks: Sql): Sql {
  return sql`(
  SELECT y.*, CASE WHEN y.email <> '' THEN lower(y.email) || ' ' ||
      row_number() OVER (PARTITION BY y.desk, lower(y.email) ORDER BY y.id)
    ELSE y.desk || '/' || y.id END AS person
  FROM customers y WHERE y.desk IN (${desks})
)`;
}

/** A person is a customer from the first desk's word for it to the last's, and what is known of them is the first desk's that knows. */
const firstKnown = (column: string) =>
  `(array_agg(y.${column} ORDER BY y.started_at, y.desk, y.id) FILTER (WHERE y.${column} IS NOT NULL))[1] AS ${column}`;
const known = raw(['desk', 'id', 'organization', 'segment', 'preferred_channel'].map(firstKnown).join(', '));

export const customers: Expression = ({ arePeople, desks }) =>
  arePeople
    ? sql`(
  SELECT y.person, min(y.started_at) AS started_at, CASE WHEN count(y.ended_at) = count(*) THEN max(y.ended_at) END AS ended_at,
    max(y.referred_by) AS referred_by, ${known}
  FROM ${persons(desks)} y GROUP BY y.person
)`
    : raw('customers');

export const orders: Expression = ({ arePeople, desks }) =>
  arePeople
    ? sql`(
  SELECT y.*, CASE WHEN y.customer IS NOT NULL THEN coalesce(p.person, y.desk || '/' || y.customer) END AS buyer
  FROM orders y LEFT JOIN ${persons(desks)} p ON p.desk = y.desk AND p.id = y.customer WHERE y.desk IN (${desks})
)`
    : raw('orders');

/** Who made an order: a customer of a desk, or a person. */
export const buyer = ({ arePeople }: { arePeople: boolean }) => raw(arePeople ? 'f.buyer' : '(f.desk, f.customer)');
