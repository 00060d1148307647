import { DAY } from '../../../calendar/units.ts';
import { z } from 'zod';
import type { Reader } from '../../../store/store.ts';
import { list, select, sql } from '../../query/sql.ts';
import { customersSql, recentSpan } from './accounts.ts';
import { readHistories, type History } from './history.ts';
import type { Observation } from './logistic.ts';
import { signals } from './signals.ts';

/** Whoever ended within so many seconds after an instant counts as having been about to leave at it. */
const horizon = 60 * DAY;
/** Instants are as far apart as signals reach back, so that none is seen twice. */
const step = recentSpan;
const mostInstants = 24;
/** Enough to learn from; a desk of many customers is not looked at further back. */
const mostExamples = 50_000;

/** What was known of an account at an instant in the past, and what became of it. */
export interface Example extends Observation {
  readonly account: string;
}

/** What is looked back on. */
export interface Past {
  readonly desk: string;
  /** Epoch seconds up to which the desk is known. */
  readonly asOf: number;
  /** Ends the reading early. */
  readonly signal: AbortSignal;
}

/** A desk's accounts at up to 24 instants, 30 days apart, the last one 60 days ago. An instant's signals are read from what lies before it. */
export async function readExamples(store: Reader, { desk, asOf, signal }: Past): Promise<Example[]> {
  const ends = await readEnds(store, { desk, asOf });
  const examples: Example[] = [];
  for (let index = 0; index < mostInstants && examples.length < mostExamples; index += 1) {
    if (signal.aborted) break;
    const now = asOf - horizon - index * step;
    const { histories } = await readHistories(store, { desks: [desk], filters: [], now });
    for (const history of histories) {
      const hasLeft = (ends.get(history.account) ?? Infinity) < now + horizon;
      examples.push({ account: history.account, hasLeft, strengths: strengthsOf(history, now) });
    }
  }
  // The store promises no order, and sums depend on it in their last bits.
  return examples.sort((one, other) => order(one, other));
}

/** In the order of the signals; 0 where nothing speaks for leaving. */
function strengthsOf(history: History, now: number): number[] {
  return signals.map(({ read }) => read(history, now)?.strength ?? 0);
}

/** When each account's last customer ended, of those without a customer left. */
async function readEnds(store: Reader, { desk, asOf }: Omit<Past, 'signal'>): Promise<ReadonlyMap<string, number>> {
  const rows = await select(
    store,
    sql`SELECT f.account, max(f.ended_at) AS ended_at FROM ${customersSql({ desks: list([desk]), areSeveral: false })} f
     GROUP BY f.account HAVING count(*) = count(f.ended_at) AND max(f.ended_at) < ${asOf}`,
    z.object({ account: z.string(), ended_at: z.number() }),
  );
  return new Map(rows.map(({ account, ended_at }) => [account, ended_at]));
}

function order(one: Example, other: Example): number {
  if (one.account !== other.account) return one.account < other.account ? -1 : 1;
  return 0;
}
