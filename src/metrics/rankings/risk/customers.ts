import { raw, sql, type Sql } from '../../query/sql.ts';
import { persons } from '../../query/tables.ts';

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
export function organizationSql(column: string): Sql {
  return raw(`'o/' || lower(${column})`);
}
