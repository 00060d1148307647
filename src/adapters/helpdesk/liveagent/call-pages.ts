import { whereConnected } from '../kit/connected.ts';
import { readRows } from '../kit/rows.ts';
import { foreignCall, isInternal, toCall } from './call.ts';
import { datedPages } from './dated-pages.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

/** Calls are found by their beginning: those that are ringing or going on are read again until no call lasts that long. */
const longestCall = 3 * 3600;

/** Calls begun since the position. */
export async function* callPages({ calls }: Position, { api, signal }: Tools): AsyncGenerator<Step> {
  const pages = datedPages((from) => api.dated('calls', from, { signal }), {
    since: calls.since,
    overlap: longestCall,
    beginningOf: (row) => foreignCall.safeParse(row).data?.date_created,
  });
  for await (const { rows, since } of whereConnected(pages)) {
    const { read, skipped } = readRows(rows, { as: foreignCall, noun: 'call' });
    yield {
      batch: { facts: { calls: read.filter((call) => !isInternal(call)).map(toCall) }, skipped },
      moved: { calls: { since } },
    };
  }
}
