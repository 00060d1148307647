import type { News } from '../../../helpdesk.ts';
import { notBegun, reached } from '../kit/changed-pages.ts';
import { secondsNow } from '../kit/clock.ts';
import { ifThere } from '../kit/connected.ts';
import { goneNow, joinNews } from '../kit/news.ts';
import { everyRow } from '../kit/numbered-pages.ts';
import { inParallel } from '../kit/parallel.ts';
import { readRows } from '../kit/rows.ts';
import { defineStream } from '../kit/stream.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import { readClocks, readHandling } from './belongings.ts';
import type { Context } from './context.ts';
import { readMoves } from './history.ts';
import { readMessages } from './messages.ts';
import { changesOf } from './pages.ts';
import { foreignTicket, readWithdrawal, toTicket } from './ticket.ts';

/** Tickets that changed, with what belongs to them. */
export const tickets = defineStream({
  name: 'tickets',
  cursor: reached.default(notBegun),
  async *read(start, context: Context) {
    for await (const { rows, reached } of changesOf('tickets', start, context)) {
      yield { ...(await readTickets(rows, context)), cursor: reached };
    }
  },
});

/** One ticket as it stands now. Gone there, it is deleted here. */
export async function readTicket(id: string, context: Context): Promise<News> {
  const { api, clock, signal } = context;
  const row = await ifThere(api.one('tickets', id, { signal }));
  if (row === undefined) return goneNow(id, clock);
  const news = await readTickets([row], context);
  if ((news.facts.tickets ?? []).length === 0) return news;
  return joinNews([news, readMoves(await api.history(id, { signal }))]);
}

/** Rows of tickets → the tickets with their messages, clocks and tracked time, but without what they went through. */
async function readTickets(rows: readonly unknown[], context: Context): Promise<News> {
  const { api, names, url, clock, signal } = context;
  const deleted = rows.flatMap((row) => readWithdrawal(row) ?? []);
  const standing = rows.filter((row) => readWithdrawal(row) === undefined);
  const { read, skipped } = readRows(standing, { as: foreignTicket, noun: 'ticket' });
  const all = await inParallel(read, async (ticket) => {
    const groups = await ifThere(everyRow((page) => api.messages(ticket.id, page, { signal })));
    return { ticket, said: groups && readMessages(groups, { ticket: ticket.id, names }) };
  });
  const whole = all.flatMap(({ ticket, said }) => (said === undefined ? [] : [{ ticket, said }]));
  const tickets = whole.map(({ ticket }) => ticket);
  const purged = all.filter(({ said }) => said === undefined);
  const asking = { api, tickets: tickets.map(({ id }) => id), signal };
  const hasAny = tickets.length > 0;
  const clocks = hasAny && names.hasLevels ? await readClocks(asking) : undefined;
  const handling = hasAny ? await readHandling(asking) : undefined;
  await names.learn(
    tickets.flatMap(({ owner_contactid }) => owner_contactid ?? []),
    { signal },
  );
  const unmapped = openUnmapped();
  return {
    facts: {
      tickets: tickets.map((ticket) =>
        toTicket(ticket, { url, names, unmapped, handleSeconds: handling?.seconds.get(ticket.id) ?? null }),
      ),
      ticket_moves: whole.flatMap(({ said }) => said.moves),
      replies: whole.flatMap(({ said }) => said.replies),
      ...(clocks && { sla_clocks: clocks.clocks }),
    },
    // Purged ones were there when the page was read, and are not any more.
    deleted: [...deleted, ...purged.map(({ ticket }) => ({ id: ticket.id, at: secondsNow(clock) }))],
    skipped: [
      ...skipped,
      ...whole.flatMap(({ said }) => said.skipped),
      ...(clocks?.skipped ?? []),
      ...(handling?.skipped ?? []),
    ],
    unmapped: unmapped.counts(),
  };
}
