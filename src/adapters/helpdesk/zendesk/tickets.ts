import { z } from 'zod';
import type { News } from '../../../helpdesk.ts';
import { defineStream, goneNow, openUnmapped, readRows, type Call } from '../kit/index.ts';
import { exportPages, type Api, type From } from './api.ts';
import type { Context } from './context.ts';
import { readClocks } from './sla-clock.ts';
import { askTicket, sideloads } from './ticket-clocks.ts';
import { readWithdrawal, ticketRow } from './ticket.ts';
import { foreignAudit, readUpdates, type Update } from './update.ts';
import { learnStaff } from './users.ts';

/** Tickets that changed, with their metric sets and SLA clocks. */
export const tickets = defineStream({
  name: 'tickets',
  cursor: z.strictObject({ after: z.string().nullable() }).default({ after: null }),

  async *read(before, { api, names, clocks, origin, signal }: Context) {
    for await (const page of exportPages((from) => askTickets(api, from, { signal }), before.after)) {
      await names.learn(page.rows, signal);
      const deleted = page.rows.flatMap((row) => readWithdrawal(row) ?? []);
      const standing = page.rows.filter((row) => readWithdrawal(row) === undefined);
      const unmapped = openUnmapped();
      const { read, skipped } = readRows(standing, { as: ticketRow({ origin, names, unmapped }), noun: 'ticket' });
      const found = await clocks.of(standing);
      yield {
        facts: { tickets: read, ...clockFacts(found) },
        deleted,
        skipped: [...skipped, ...found.skipped],
        unmapped: unmapped.counts(),
        cursor: { after: page.after },
      };
    }
  },
});

export function askTickets(api: Api, from: From, call: Call) {
  return api.exported('tickets', from, { query: sideloads, ...call });
}

/** A ticket as it stands now, with its moves, replies and SLA clocks; no export is asked, so that it waits for none. */
export async function readTicket(id: string, context: Omit<Context, 'clocks'>): Promise<News> {
  const { api, origin, names, staff, clock, signal } = context;
  const row = await askTicket(api, id, { signal });
  if (row === undefined) return goneNow(id, clock);
  const withdrawal = readWithdrawal(row);
  if (withdrawal !== undefined) return { facts: {}, deleted: [withdrawal] };
  await names.learn([row], signal);
  const audits = readRows(await api.every(`tickets/${id}/audits`, { signal }), { as: foreignAudit, noun: 'audit' });
  await learnStaff(audits.read.flatMap(authorsOf), context);

  const unmapped = openUnmapped();
  const tickets = readRows([row], { as: ticketRow({ origin, names, unmapped }), noun: 'ticket' });
  const clocks = readClocks(row);
  return {
    facts: { tickets: tickets.read, ...readUpdates(audits.read, { staff, unmapped }), ...clockFacts(clocks) },
    skipped: [...tickets.skipped, ...audits.skipped, ...clocks.skipped],
    unmapped: unmapped.counts(),
  };
}

/** A desk without SLA policies gives no clocks, which leaves them to be worked out here. */
function clockFacts({ clocks }: Pick<ReturnType<typeof readClocks>, 'clocks'>) {
  return clocks.length === 0 ? {} : { sla_clocks: clocks };
}

function authorsOf({ author_id, parts }: Update): number[] {
  const all = [author_id, ...parts.map((part) => (part.kind === 'Comment' ? part.author_id : null))];
  return all.filter((id) => id != null && id > 0).map(Number);
}
