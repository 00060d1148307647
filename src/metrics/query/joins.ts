import { WEEK } from '../../calendar/units.ts';
import { sql, type Expression, type Params, type Sql } from './sql.ts';
import { persons } from './tables.ts';

/** What dimensions and definitions join to the rows `f` of a relation, each under an alias of its own. */

/** `k`: the ticket a row is of, without which it does not count. */
export const itsTicket = 'JOIN tickets k ON k.desk = f.desk AND k.id = f.ticket';
/** `k`: the ticket a row is of, where there is one. */
export const anyTicket = `LEFT ${itsTicket}`;

/** `c`: the customer a row is of, where there is one. */
export const itsCustomer = 'LEFT JOIN customers c ON c.desk = f.desk AND c.id = f.customer';
/** `c`: the customer of the ticket `k`, which is to be joined before. */
export const ticketsCustomer = 'LEFT JOIN customers c ON c.desk = f.desk AND c.id = k.customer';

/** `a`: how many calls about a ticket were answered; with public replies they are its contacts. */
export const answeredCalls: Expression = ({ now }) => sql`LEFT JOIN (
  SELECT y.desk, y.ticket, count(*) AS answered FROM calls y WHERE y.is_answered AND y.at < ${now} GROUP BY y.desk, y.ticket
) a ON a.desk = f.desk AND a.ticket = f.id`;

/** `next_issue`: tickets whose customer opened another one within seven days of their solution. */
export const nextIssue: Expression = `LEFT JOIN (
  SELECT DISTINCT x.desk, x.id FROM tickets x JOIN tickets y ON y.desk = x.desk AND y.customer = x.customer AND y.id <> x.id
    AND y.created_at > x.solved_at AND y.created_at <= x.solved_at + ${WEEK}
) next_issue ON next_issue.desk = f.desk AND next_issue.id = f.id`;

/** `engaged`: which kinds of engagement a customer had in the window `t`, each 0 or 1. */
export const engaged: Expression = ({ arePeople, desks }: Params) =>
  arePeople
    ? engagedBy({
        who: sql`p.person`,
        from: sql`engagements y JOIN ${persons(desks)} p ON p.desk = y.desk AND p.id = y.customer`,
        on: sql`engaged.person = f.person`,
      })
    : engagedBy({
        who: sql`y.desk, y.customer`,
        from: sql`engagements y`,
        on: sql`engaged.desk = f.desk AND engaged.customer = f.id`,
      });

function engagedBy({ who, from, on }: { who: Sql; from: Sql; on: Sql }): Sql {
  return sql`LEFT JOIN (
  SELECT ${who}, v.i, max(CASE WHEN y.kind = 'usage' THEN 1 ELSE 0 END) AS usage,
    max(CASE WHEN y.kind = 'loyalty' THEN 1 ELSE 0 END) AS loyalty, max(CASE WHEN y.kind = 'training' THEN 1 ELSE 0 END) AS training
  FROM ${from} JOIN windows v ON y.at >= v.since AND y.at < v.until GROUP BY ${who}, v.i
) engaged ON ${on} AND engaged.i = t.i`;
}
