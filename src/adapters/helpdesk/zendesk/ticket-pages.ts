import { readRows } from '../kit/rows.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import { exportPages } from './export-pages.ts';
import type { Position } from './position.ts';
import type { Fact } from '../../../helpdesk.ts';
import type { Step, Tools } from './stream.ts';
import { readWithdrawal, ticketRow } from './ticket.ts';

/** Tickets changed since the position, with their metric sets and SLA clocks. */
export async function* ticketPages({ tickets }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, names, clocks, origin, signal } = tools;
  for await (const page of exportPages((from) => api.tickets(from, { signal }), tickets.after)) {
    await names.learn(page.rows, signal);
    const deleted = page.rows.flatMap((row) => readWithdrawal(row) ?? []);
    const standing = page.rows.filter((row) => readWithdrawal(row) === undefined);
    const unmapped = openUnmapped();
    const { read, skipped } = readRows(standing, { as: ticketRow({ origin, names, unmapped }), noun: 'ticket' });
    const found = await clocks.of(standing);
    yield {
      batch: {
        facts: { tickets: read, ...clockFacts(found.clocks) },
        deleted,
        skipped: [...skipped, ...found.skipped],
        unmapped: unmapped.counts(),
      },
      moved: { tickets: { after: page.after } },
    };
  }
}

/** A desk without SLA policies gives no clocks, which leaves them to be worked out here. */
export function clockFacts(sla_clocks: readonly Fact<'sla_clocks'>[]) {
  return sla_clocks.length === 0 ? {} : { sla_clocks };
}
