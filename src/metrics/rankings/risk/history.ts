import { z } from 'zod';
import type { Reader } from '../../../store/store.ts';
import { join, raw, select, sql } from '../../query/sql.ts';
import { accountsSql, boundsOf, type Asked } from './accounts.ts';
import { evidenceSql } from './evidence.ts';

const count = z
  .number()
  .nullable()
  .transform((n) => n ?? 0);
const known = z.number().nullable();

/** What is known of an account: `recent` and unmarked columns of the last 30 days, `before` of the 90 before them. */
const history = z.object({
  desk: z.string(),
  account: z.string(),
  name: z.string(),
  started_at: z.number(),
  renewal_at: known,
  ratings: count,
  bad_ratings: count,
  /** Ratings, like effort, run from 0 to 1 whatever their scale. */
  mean_rating: known,
  mean_rating_before: known,
  /** Of all the desk's ratings in the 120 days. */
  desk_bad_share: known,
  nps_answers: count,
  detractors: count,
  mean_effort: known,
  /** Tickets created, solved or unsolved in the last 30 days whose reopens are known. */
  tickets: count,
  reopened: count,
  stale_tickets: count,
  complaints: count,
  cancellations: count,
  breaches: count,
  negative_mentions: count,
  contacts_in_14_days: count,
  contacts_before: count,
  contacted_at: known,
  orders_before: count,
  ordered_at: known,
});
export type History = z.output<typeof history>;

/** Beside each history stands how many accounts are active; of none known, in a row of its own. */
const row = z.union([history.extend({ active: z.number() }), z.object({ account: z.null(), active: z.number() })]);

export interface Histories {
  /** Of active accounts of which anything is known in the last 120 days, in no order. */
  readonly histories: readonly History[];
  /** How many accounts are active. */
  readonly active: number;
}

/** One statement, however many accounts there are. */
export async function readHistories(store: Reader, asked: Asked): Promise<Histories> {
  const evidence = Object.entries(evidenceSql(boundsOf(asked)));
  const ctes = evidence.map(([name, query]) => sql`${raw(name)} AS (${query})`);
  const rows = await select(
    store,
    sql`WITH ${accountsSql(asked)}, ${join(ctes, ', ')}, known AS (
       SELECT * FROM accounts
         LEFT JOIN rating_history USING (account) LEFT JOIN ticket_history USING (account)
         LEFT JOIN breach_history USING (account) LEFT JOIN mention_history USING (account)
         LEFT JOIN contact_history USING (account) LEFT JOIN order_history USING (account)
         LEFT JOIN desk_ratings USING (desk)
       WHERE coalesce(answers, tickets, breaches, negative_mentions, contacts_before, orders_before) IS NOT NULL
     )
     SELECT * FROM (SELECT count(*) AS active FROM accounts) counted LEFT JOIN known ON TRUE`,
    row,
  );
  return {
    histories: rows.filter((found) => found.account !== null),
    active: rows[0]?.active ?? 0,
  };
}
