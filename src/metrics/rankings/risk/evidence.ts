import { DAY } from '../../../calendar/units.ts';
import { sql, type Sql } from '../../query/sql.ts';
import type { Bounds } from './accounts.ts';

/**
 * CTEs by name, to stand after those of {@link accountsSql} in this order: what each source says of accounts in the last 30
 * days and the 90 before. A history has at most one row an account.
 */
export function evidenceSql(bounds: Bounds) {
  return {
    answers: answers(bounds),
    scores,
    desk_ratings: deskRatings,
    rating_history: ratings(bounds),
    resolutions: resolutions(bounds),
    ticket_history: tickets(bounds),
    breach_history: breaches(bounds),
    complaints: complaints(bounds),
    authors,
    mention_history: mentions,
    contacts: contacts(bounds),
    contact_history: contactHistory(bounds),
    order_history: orders(bounds),
  };
}

/** Answered surveys with their customer's account; `level` runs from 0 to 1 whatever the scale. */
function answers({ desks, now, before }: Bounds): Sql {
  return sql`SELECT s.desk, s.ticket, m.account, s.kind, s.answered_at, (s.score - s.scale_min) / (s.scale_max - s.scale_min) AS level
    FROM surveys s LEFT JOIN members m ON m.desk = s.desk AND m.id = s.customer
    WHERE s.desk IN (${desks}) AND s.answered_at >= ${before} AND s.answered_at < ${now}
      AND s.score IS NOT NULL AND s.scale_max > s.scale_min`;
}

/** The same, with the account of the ticket where the customer is not known: tickets are looked up for these few only. */
const scores = sql`SELECT desk, account, kind, answered_at, level FROM answers WHERE account IS NOT NULL
  UNION ALL
  SELECT s.desk, k.account, s.kind, s.answered_at, s.level
  FROM answers s LEFT JOIN ticket_accounts k ON k.desk = s.desk AND k.id = s.ticket WHERE s.account IS NULL`;

const deskRatings = sql`SELECT desk, avg(CAST(CASE WHEN level < 0.5 THEN 1 ELSE 0 END AS double precision)) AS desk_bad_share
  FROM scores WHERE kind = 'csat' GROUP BY desk`;

function ratings({ recent }: Bounds): Sql {
  return sql`SELECT account, count(*) AS answers,
      count(*) FILTER (WHERE kind = 'csat' AND answered_at >= ${recent}) AS ratings,
      count(*) FILTER (WHERE kind = 'csat' AND answered_at >= ${recent} AND level < 0.5) AS bad_ratings,
      avg(level) FILTER (WHERE kind = 'csat' AND answered_at >= ${recent}) AS mean_rating,
      avg(level) FILTER (WHERE kind = 'csat' AND answered_at < ${recent}) AS mean_rating_before,
      count(*) FILTER (WHERE kind = 'nps' AND answered_at >= ${recent}) AS nps_answers,
      count(*) FILTER (WHERE kind = 'nps' AND answered_at >= ${recent} AND 10 * level < 7) AS detractors,
      avg(level) FILTER (WHERE kind = 'ces' AND answered_at >= ${recent}) AS mean_effort
    FROM scores GROUP BY account`;
}

/** How long the desk's slowest tenth of tickets took at least. */
function resolutions({ desks, now, before }: Bounds): Sql {
  return sql`SELECT f.desk,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY CAST(f.solved_at - f.created_at AS double precision)) AS p90
    FROM tickets f WHERE f.desk IN (${desks}) AND f.solved_at >= ${before} AND f.solved_at < ${now} GROUP BY f.desk`;
}

function tickets({ desks, now, recent }: Bounds): Sql {
  const isRecent = sql`(k.created_at >= ${recent} OR k.solved_at IS NULL OR k.solved_at >= ${recent})`;
  const isUnsolved = sql`(k.solved_at IS NULL OR k.solved_at >= ${now})`;
  // Reopens, type and complaint have no instant of their own: of a ticket changed since, nobody knows what they were.
  const isUnchanged = sql`coalesce(k.updated_at, k.solved_at, k.created_at) < ${now}`;
  return sql`SELECT k.account,
      count(*) FILTER (WHERE ${isRecent} AND ${isUnchanged} AND k.reopens IS NOT NULL) AS tickets,
      count(*) FILTER (WHERE ${isRecent} AND ${isUnchanged} AND k.reopens > 0) AS reopened,
      count(*) FILTER (WHERE ${isUnsolved} AND ${now} - k.created_at > r.p90) AS stale_tickets,
      count(*) FILTER (WHERE (k.is_complaint AND ${isUnchanged} AND k.created_at >= ${recent})
        OR (k.escalated_at >= ${recent} AND k.escalated_at < ${now})) AS complaints,
      count(*) FILTER (WHERE k.created_at >= ${recent} AND ${isUnchanged}
        AND (lower(k.type) LIKE '%cancel%' OR lower(k.type) LIKE '%refund%')) AS cancellations
    FROM ticket_accounts k LEFT JOIN resolutions r ON r.desk = k.desk
    WHERE k.desk IN (${desks}) AND k.created_at < ${now} AND (${isRecent} OR k.escalated_at >= ${recent})
    GROUP BY k.account`;
}

function breaches({ desks, now, recent }: Bounds): Sql {
  return sql`SELECT k.account, count(*) AS breaches
    FROM sla_clocks s JOIN ticket_accounts k ON k.desk = s.desk AND k.id = s.ticket
    WHERE s.desk IN (${desks}) AND s.target_at >= ${recent} AND s.target_at < ${now}
      AND (s.stopped_at IS NULL OR s.stopped_at > s.target_at)
    GROUP BY k.account`;
}

function complaints({ desks, now, recent }: Bounds): Sql {
  return sql`SELECT lower(s.author) AS author FROM mentions s
    WHERE s.desk IN (${desks}) AND s.at >= ${recent} AND s.at < ${now} AND s.sentiment = 'negative'`;
}

/** Authors' names and e-mail addresses that mean one account only, for mentions say no more than who wrote them. */
const authors = sql`SELECT name, min(account) AS account FROM (
    SELECT account, unnest(ARRAY[lower(name), lower(email), lower(organization)]) AS name FROM members
  ) every WHERE name IN (SELECT author FROM complaints) GROUP BY name HAVING count(DISTINCT account) = 1`;

const mentions = sql`SELECT n.account, count(*) AS negative_mentions
  FROM complaints s JOIN authors n ON n.name = s.author GROUP BY n.account`;

/** Tickets opened and calls made by the customer, and their replies of the last days, which only break a silence. */
function contacts({ desks, now, recent, before }: Bounds): Sql {
  return sql`SELECT account, created_at AS made_at, TRUE AS is_new FROM ticket_accounts
    WHERE desk IN (${desks}) AND created_at >= ${before} AND created_at < ${now}
    UNION ALL
    SELECT m.account, s.at, TRUE FROM calls s JOIN members m ON m.desk = s.desk AND m.id = s.customer
    WHERE s.desk IN (${desks}) AND s.at >= ${before} AND s.at < ${now} AND s.direction = 'in' AND s.ticket IS NULL
    UNION ALL
    SELECT k.account, s.at, FALSE FROM replies s JOIN ticket_accounts k ON k.desk = s.desk AND k.id = s.ticket
    WHERE s.desk IN (${desks}) AND s.at >= ${recent} AND s.at < ${now} AND s.by = 'customer'`;
}

function contactHistory({ now, recent }: Bounds): Sql {
  return sql`SELECT account, max(made_at) AS contacted_at,
      count(*) FILTER (WHERE is_new AND made_at >= ${now - 14 * DAY}) AS contacts_in_14_days,
      count(*) FILTER (WHERE is_new AND made_at < ${recent}) AS contacts_before
    FROM contacts GROUP BY account`;
}

function orders({ desks, now, recent, before }: Bounds): Sql {
  return sql`SELECT m.account, max(s.at) AS ordered_at, count(*) FILTER (WHERE s.at < ${recent}) AS orders_before
    FROM orders s JOIN members m ON m.desk = s.desk AND m.id = s.customer
    WHERE s.desk IN (${desks}) AND s.at >= ${before} AND s.at < ${now}
    GROUP BY m.account`;
}
