import { exportPages } from './export-pages.ts';
import type { Position } from './position.ts';
import { readRows } from '../rows.ts';
import type { Step, Tools } from './stream.ts';
import { openTally } from '../tally.ts';
import { readWithdrawal, ticketRow } from './ticket.ts';

/** Tickets changed since the position, with their metric sets. */
export async function* ticketPages({ tickets }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, names, origin, signal } = tools;
  for await (const page of exportPages((from) => api.tickets(from, { signal }), tickets.after)) {
    await names.learn(page.rows, signal);
    const deleted = page.rows.flatMap((row) => readWithdrawal(row) ?? []);
    const standing = page.rows.filter((row) => readWithdrawal(row) === undefined);
    const tally = openTally();
    const { read, skipped } = readRows(standing, { as: ticketRow({ origin, names, tally }), noun: 'ticket' });
    yield {
      batch: { facts: { tickets: read }, deleted, skipped, unmapped: tally.counts() },
      moved: { tickets: { after: page.after } },
    };
  }
}
