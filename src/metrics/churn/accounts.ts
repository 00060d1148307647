import type { Filter } from '../question.ts';
import { relations } from '../relation.ts';
import { fits, type Bind } from '../relation-filter.ts';

export const day = 86_400;
/** Signals are read from these last seconds … */
export const recentSpan = 30 * day;
/** … and held against what was usual in these before them. */
export const baselineSpan = 90 * day;

export interface Asked {
  readonly desks: readonly string[];
  readonly filters: readonly Filter[];
  /** Epoch seconds; what happened at or after it is left out. */
  readonly now: number;
}

/** Placeholders of what every statement about accounts compares with. */
export interface Bound {
  readonly desks: string;
  readonly now: string;
  /** Where the recent days begin, and the days of comparison. */
  readonly recent: string;
  readonly before: string;
}

export function bindAsked({ desks, now }: Asked, bind: Bind): Bound {
  return {
    desks: desks.map(bind).join(', ') || 'NULL',
    now: bind(now),
    recent: bind(now - recentSpan),
    before: bind(now - recentSpan - baselineSpan),
  };
}

/** A customer's account, in rows of `customers f`: its organization, or itself. */
export const accountSql = `CASE WHEN f.organization IS NULL THEN 'c/' || f.id ELSE 'o/' || f.organization END`;

const customerDimensions = { segment: 'f.segment', organization: 'f.organization' };

/**
 * CTEs: `members` are customers with the account they belong to, `ticket_accounts` tickets of all desks and times with theirs,
 * for whoever reads them to narrow (a filter in here would hide from DuckDB how many there are), `accounts` those that are
 * asked for. An account is an organization, or a customer who has none; it is active while one of its customers has
 * started and not ended. Filters choose accounts and leave what is known of them whole: those by something customers have must
 * fit an active customer, the others a ticket of the 120 days.
 */
export function accountsSql({ filters }: Asked, { desks, now, before }: Bound, bind: Bind): string {
  const ofCustomer = filters.filter(({ key }) => key === 'desk' || key in customerDimensions);
  const ofTicket = filters.filter((filter) => !ofCustomer.includes(filter));
  const customerFits = ofCustomer.map((filter) => `AND ${fits(filter, customerDimensions, bind)}`).join(' ');
  const ticketFits = ofTicket.map((filter) => `AND ${fits(filter, relations.tickets.dimensions, bind)}`).join(' ');
  const hasTicket = `AND EXISTS (
    SELECT 1 FROM ticket_accounts f
    WHERE f.desk = m.desk AND f.account = m.account AND f.created_at >= ${before} AND f.created_at < ${now} ${ticketFits})`;
  return `members AS (
      SELECT f.desk, f.id, f.name, f.email, f.organization, f.started_at, f.renewal_at,
        ${accountSql} AS account,
        f.started_at < ${now} AND (f.ended_at IS NULL OR f.ended_at >= ${now}) AS is_active,
        TRUE ${customerFits} AS is_asked
      FROM customers f WHERE f.desk IN (${desks})
    ), ticket_accounts AS NOT MATERIALIZED (
      SELECT f.*, coalesce(m.account, 'o/' || f.organization) AS account
      FROM tickets f LEFT JOIN members m ON m.desk = f.desk AND m.id = f.customer
    ), accounts AS (
      SELECT m.desk, m.account, coalesce(min(m.organization), min(m.name), min(m.id)) AS name,
        min(m.started_at) AS started_at,
        min(m.renewal_at) FILTER (WHERE m.is_active AND m.renewal_at >= ${now}) AS renewal_at
      FROM members m WHERE TRUE ${ofTicket.length > 0 ? hasTicket : ''}
      GROUP BY m.desk, m.account HAVING bool_or(m.is_active AND m.is_asked)
    )`;
}
