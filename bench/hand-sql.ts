import { buckets, dayEnds, type Bucket } from '../src/calendar/buckets.ts';
import { previousPeriod, type Period } from '../src/calendar/period.ts';
import { now } from './desk.ts';

/** What is special to a metric, as somebody would write it who knows that there is one desk and what it has. */
interface Scan {
  readonly metric: string;
  readonly from: string;
  readonly at: string;
  readonly where?: string;
  /** What is aggregated, as `v`. */
  readonly row?: string;
  /** The value, from `v`. */
  readonly value: string;
  /** Median and p90 stand beside the value. */
  readonly hasSpread?: boolean;
  /** A dimension as `g`, and how a group of it is shown. */
  readonly by?: string;
  readonly shownBy?: string;
}

/** One statement that reads the rows of both periods once and tells value, previous value, trend and breakdown from them. */
export function scanSql(
  { metric, from, at, where = 'TRUE', row = '1', value, hasSpread = false, by, shownBy = 'g' }: Scan,
  period: Period,
): string {
  const before = previousPeriod(period);
  const spread = hasSpread
    ? 'percentile_cont(0.5) WITHIN GROUP (ORDER BY v) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY v) AS p90'
    : 'CAST(NULL AS DOUBLE PRECISION) AS median, CAST(NULL AS DOUBLE PRECISION) AS p90';
  const figure = (spread: string) => `CAST(${value} AS DOUBLE PRECISION) AS value, count(*) AS n, ${spread}`;
  const parts = [
    `SELECT '${metric} value' AS name, ${figure(spread)} FROM r WHERE moment >= ${period.from}`,
    `SELECT '${metric} previous', ${figure('NULL, NULL')} FROM r WHERE moment < ${before.to}`,
    `SELECT '${metric} series ' || bucket, ${figure('NULL, NULL')} FROM r WHERE bucket IS NOT NULL GROUP BY bucket`,
    ...(by
      ? [
          `SELECT '${metric} by ' || ${shownBy}, ${figure('NULL, NULL')} FROM r WHERE moment >= ${period.from} GROUP BY g`,
        ]
      : []),
  ];
  return `WITH r AS MATERIALIZED (
      SELECT ${at} AS moment, ${bucketOf(at, buckets(period))} AS bucket, ${by ?? 'NULL'} AS g, ${row} AS v
      FROM ${from} WHERE ${at} >= ${before.from} AND ${at} < ${period.to} AND ${where}
    ) SELECT * FROM (${parts.join(' UNION ALL ')}) told WHERE n > 0`;
}

function bucketOf(at: string, all: readonly Bucket[]): string {
  const first = all[0]?.from ?? 0;
  const cases = all.map(({ to }, index) => `WHEN ${at} < ${to} THEN ${index}`);
  return `CASE WHEN ${at} < ${first} THEN NULL ${cases.join(' ')} END`;
}

/** Tickets that stood unsolved, answered and older than a day: now, a period ago and at the end of each day. */
export function backlogSql(period: Period): string {
  const instants = [
    { name: 'value', at: period.to },
    { name: 'previous', at: previousPeriod(period).to },
    ...dayEnds(period, now).map((at, index) => ({ name: `series ${index}`, at })),
  ];
  const first = Math.min(...instants.map(({ at }) => at));
  return `WITH standing AS MATERIALIZED (
      SELECT greatest(s.from_at, k.first_reply_at, k.created_at + 86400) AS since, s.to_at AS until
      FROM ticket_spans s JOIN tickets k ON k.id = s.ticket
      WHERE s.from_at <= ${period.to} AND (s.to_at IS NULL OR s.to_at > ${first}) AND k.first_reply_at IS NOT NULL
    ), instants(name, moment) AS (VALUES ${instants.map(({ name, at }) => `('${name}', ${at})`).join(', ')})
    SELECT 'backlog ' || name AS name, CAST(count(*) AS DOUBLE PRECISION) AS value, count(*) AS n
    FROM instants JOIN standing ON since <= moment AND (until IS NULL OR until > moment) GROUP BY name`;
}

const isFirstContact = 'contacts = 1 AND coalesce(reopens, 0) = 0 AND escalated_at IS NULL';

/** Solved, reopened, first contact resolution, CSAT and handle time by agent. */
export function performersSql({ from, to }: Period): string {
  return `WITH spoken AS (
      SELECT ticket, count(*) FILTER (WHERE is_answered) AS answered, sum(talk_seconds + hold_seconds + wrap_seconds) AS seconds
      FROM calls WHERE ticket IS NOT NULL AND "at" < ${to} GROUP BY ticket
    ), done AS (
      SELECT agent, reopens, escalated_at, agent_replies + coalesce(answered, 0) AS contacts,
        handle_seconds + coalesce(seconds, 0) AS seconds
      FROM tickets LEFT JOIN spoken ON spoken.ticket = tickets.id WHERE solved_at >= ${from} AND solved_at < ${to}
    ), handled AS (
      SELECT agent, seconds FROM done
      UNION ALL SELECT agent, talk_seconds + hold_seconds + wrap_seconds FROM calls
      WHERE ticket IS NULL AND is_answered AND "at" >= ${from} AND "at" < ${to}
    )
    SELECT 'done ' || agent AS name, CAST(count(*) AS DOUBLE PRECISION) AS value,
      CAST(count(*) FILTER (WHERE reopens > 0) AS DOUBLE PRECISION) AS other FROM done GROUP BY agent
    UNION ALL SELECT 'fcr ' || agent, 100.0 * count(*) FILTER (WHERE ${isFirstContact}) / count(*), count(*)
      FROM done WHERE contacts >= 1 GROUP BY agent
    UNION ALL SELECT 'csat ' || agent, 100.0 * count(*) FILTER (WHERE score >= 4) / count(*), count(*)
      FROM surveys WHERE kind = 'csat' AND answered_at >= ${from} AND answered_at < ${to} GROUP BY agent
    UNION ALL SELECT 'handling ' || agent, avg(seconds), count(*) FROM handled GROUP BY agent`;
}

/** What speaks for an organization's leaving, of the kinds of facts the desk has. */
export function risksSql(): string {
  const day = 86_400;
  const [recent, before, fortnight] = [now - 30 * day, now - 120 * day, now - 14 * day];
  return `WITH active AS (
      SELECT organization AS account FROM customers WHERE started_at < ${now}
      GROUP BY organization HAVING bool_or(ended_at IS NULL OR ended_at >= ${now})
    ), slow AS (
      SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY solved_at - created_at) AS p90
      FROM tickets WHERE solved_at >= ${before} AND solved_at < ${now}
    ), asked AS (
      SELECT organization AS account,
        count(*) FILTER (WHERE created_at >= ${recent} OR solved_at IS NULL OR solved_at >= ${recent}) AS tickets,
        count(*) FILTER (WHERE reopens > 0 AND (created_at >= ${recent} OR solved_at IS NULL OR solved_at >= ${recent})) AS reopened,
        count(*) FILTER (WHERE solved_at IS NULL AND ${now} - created_at > p90) AS stale,
        count(*) FILTER (WHERE is_complaint AND created_at >= ${recent}) AS complaints,
        count(*) FILTER (WHERE created_at >= ${recent} AND type = 'refund request') AS cancellations
      FROM tickets, slow
      WHERE created_at >= ${recent} OR solved_at IS NULL OR solved_at >= ${recent} GROUP BY organization
    ), rated AS (
      SELECT organization AS account, count(*) FILTER (WHERE answered_at >= ${recent}) AS ratings,
        count(*) FILTER (WHERE answered_at >= ${recent} AND score < 3) AS bad_ratings,
        avg((score - 1) / 4) FILTER (WHERE answered_at >= ${recent}) AS rating,
        avg((score - 1) / 4) FILTER (WHERE answered_at < ${recent}) AS rating_before
      FROM surveys JOIN customers ON customers.id = surveys.customer
      WHERE answered_at >= ${before} AND answered_at < ${now} GROUP BY organization
    ), missed AS (
      SELECT organization AS account, count(*) AS breaches FROM sla_clocks JOIN tickets ON tickets.id = sla_clocks.ticket
      WHERE target_at >= ${recent} AND target_at < ${now} AND (stopped_at IS NULL OR stopped_at > target_at)
      GROUP BY organization
    ), contacts AS (
      SELECT organization AS account, created_at AS made_at, TRUE AS is_new FROM tickets WHERE created_at >= ${before}
      UNION ALL SELECT organization, "at", TRUE FROM calls JOIN customers ON customers.id = calls.customer
        WHERE "at" >= ${before} AND ticket IS NULL
      UNION ALL SELECT organization, "at", FALSE FROM replies JOIN tickets ON tickets.id = replies.ticket
        WHERE "at" >= ${recent} AND "by" = 'customer'
    ), heard AS (
      SELECT account, max(made_at) AS contacted_at, count(*) FILTER (WHERE is_new AND made_at >= ${fortnight}) AS lately,
        count(*) FILTER (WHERE is_new AND made_at < ${recent}) AS contacts_before
      FROM contacts GROUP BY account
    ), bought AS (
      SELECT organization AS account, max("at") AS ordered_at, count(*) FILTER (WHERE "at" < ${recent}) AS orders_before
      FROM orders JOIN customers ON customers.id = orders.customer WHERE "at" >= ${before} GROUP BY organization
    )
    SELECT active.account AS name, coalesce(tickets, 0) AS tickets, coalesce(reopened, 0) AS reopened,
      coalesce(stale, 0) AS stale, coalesce(complaints, 0) AS complaints, coalesce(cancellations, 0) AS cancellations,
      coalesce(ratings, 0) AS ratings, coalesce(bad_ratings, 0) AS bad_ratings, rating, rating_before,
      coalesce(breaches, 0) AS breaches, contacted_at, coalesce(lately, 0) AS lately,
      coalesce(contacts_before, 0) AS contacts_before, ordered_at, coalesce(orders_before, 0) AS orders_before
    FROM active LEFT JOIN asked USING (account) LEFT JOIN rated USING (account) LEFT JOIN missed USING (account)
      LEFT JOIN heard USING (account) LEFT JOIN bought USING (account)
    WHERE coalesce(tickets, ratings, breaches, contacts_before, orders_before) IS NOT NULL`;
}
