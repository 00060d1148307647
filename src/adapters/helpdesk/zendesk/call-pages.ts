import { whereConnected } from '../kit/connected.ts';
import { readRows } from '../kit/rows.ts';
import { foreignCall, toCall } from './call.ts';
import { timePages } from './export-pages.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

/** Talk keeps nothing back, yet refuses a start time of the last minute: ours ends two minutes ago. */
const settledSeconds = 120;

/** Calls changed since the position, hours-old ones included. A desk without Talk (403, 404) is not connected. */
export function callPages(position: Position, tools: Tools): AsyncGenerator<Step> {
  return whereConnected(pages(position, tools));
}

async function* pages({ calls }: Position, { api, names, clock, signal }: Tools): AsyncGenerator<Step> {
  const until = Math.floor(clock.now() / 1000) - settledSeconds;
  for await (const page of timePages((from) => api.calls(from, { signal }), { ...calls, until })) {
    const { read, skipped } = readRows(page.rows, { as: foreignCall, noun: 'call' });
    yield {
      batch: { facts: { calls: read.map((call) => toCall(call, names)) }, skipped },
      moved: { calls: { since: page.next } },
    };
  }
}
