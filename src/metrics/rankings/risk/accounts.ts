import { DAY } from '../../../calendar/units.ts';
import type { Filter } from '../../scope.ts';
import { fits } from '../../query/filters.ts';
import { relations } from '../../query/relations.ts';
import { join, list, raw, sql, type Sql } from '../../query/sql.ts';
import { persons } from '../../query/tables.ts';

/** Signals are read from these last seconds … */
export const recentSpan = 30 * DAY;
/** … and held against what was usual in these before them. */
export const baselineSpan = 90 * DAY;

export interface Asked {
  readonly desks: readonly string[];
  readonly filters: readonly Filter[];
  /** Epoch seconds; what happened at or after it is left out. */
  readonly now: number;
}

/** What every statement about accounts compares with. */
export interface Bounds {
  /** Their names, for `IN (…)`. */
  readonly desks: Sql;
  readonly now: number;
  /** Where the recent days begin, and the days of comparison. */
  readonly recent: number;
  readonly before: number;
}

export function boundsOf({ desks, now }: Asked): Bounds {
  return { desks: list(desks), now, recent: now - recentSpan, before: now - recentSpan - baselineSpan };
}

const customerDimensions = { segment: 'f.segment', organization: 'f.organization' };

/**
 * CTEs: `members` are customers with the account they belong to, `ticket_accounts` tickets of all desks and times with theirs,
 * for whoever reads them to narrow (a filter in here would hide from DuckDB how many there are), `accounts` those that are
 * asked for, with the desk that has known them longest, of those on which they are active. An account is an organization, or
 * a customer who has none; it is active while one of its customers has started and not ended. Filters choose accounts and leave
 * what is known of them whole: those by something customers have must fit an active customer, the others a ticket of the 120 days.
 */
export function accountsSql(asked: Asked): Sql {
  const { desks, now, before } = boundsOf(asked);
  const ofCustomer = asked.filters.filter(({ key }) => key === 'desk' || key in customerDimensions);
  const ofTicket = asked.filters.filter((filter) => !ofCustomer.includes(filter));
  const customerFits = join(
    ofCustomer.map((filter) => sql`AND ${fits(filter, customerDimensions)}`),
    ' ',
  );
  const ticketFits = join(
    ofTicket.map((filter) => sql`AND ${fits(filter, relations.tickets.dimensions)}`),
    ' ',
  );
  const hasTicket = sql`AND EXISTS (
    SELECT 1 FROM ticket_accounts f
    WHERE f.desk IN (${desks}) AND f.account = m.account AND f.created_at >= ${before} AND f.created_at < ${now} ${ticketFits})`;
  const isActive = sql`(f.started_at < ${now} AND (f.ended_at IS NULL OR f.ended_at >= ${now}))`;
  const areSeveral = asked.desks.length > 1;
  const home = areSeveral
    ? sql`first_value(f.desk) OVER (PARTITION BY f.account ORDER BY ${isActive} DESC, f.started_at, f.desk COLLATE "C")`
    : raw('f.desk');
  return sql`members AS (
      SELECT f.desk, f.id, f.name, f.email, f.organization, f.account, f.started_at, f.renewal_at,
        ${isActive} AS is_active, TRUE ${customerFits} AS is_asked, ${home} AS home
      FROM ${customersSql({ desks, areSeveral })} f
    ), ticket_accounts AS NOT MATERIALIZED (
      SELECT f.*, coalesce(m.account, ${organizationSql('f.organization')}) AS account
      FROM tickets f LEFT JOIN members m ON m.desk = f.desk AND m.id = f.customer
    ), accounts AS (
      SELECT m.account, min(m.home) AS desk, min(m.started_at) AS started_at,
        coalesce(min(m.organization COLLATE "C"), min(m.name COLLATE "C"), min(m.id COLLATE "C")) AS name,
        min(m.renewal_at) FILTER (WHERE m.is_active AND m.renewal_at >= ${now}) AS renewal_at
      FROM members m WHERE TRUE ${ofTicket.length > 0 ? hasTicket : raw('')}
      GROUP BY m.account HAVING bool_or(m.is_active AND m.is_asked)
    )`;
}

const columns = raw('y.desk, y.id, y.name, y.email, y.segment, y.started_at, y.ended_at, y.renewal_at');

/**
 * Rows of customers, as a query in brackets, with the `account` each belongs to: its organization, in whatever case that is
 * written, or who it is. Over several desks that is a person, as in the metrics of customers; an organization that a desk does
 * not know is another desk's word for the same person.
 * @param desks their names, for `IN (…)`, and whether there are several
 */
export function customersSql({ desks, areSeveral }: { desks: Sql; areSeveral: boolean }): Sql {
  const known = areSeveral
    ? sql`SELECT ${columns}, y.person,
        coalesce(y.organization, min(y.organization COLLATE "C") OVER (PARTITION BY y.person)) AS organization
      FROM ${persons(desks)} y`
    : sql`SELECT ${columns}, y.id AS person, y.organization FROM customers y WHERE y.desk IN (${desks})`;
  return sql`(
    SELECT known.*, CASE WHEN organization IS NULL THEN 'c/' || person ELSE ${organizationSql('organization')} END AS account
    FROM (${known}) known
  )`;
}

/** The account of an organization. */
function organizationSql(column: string): Sql {
  return raw(`'o/' || lower(${column})`);
}
