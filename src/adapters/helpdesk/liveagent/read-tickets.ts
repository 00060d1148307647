import type { Fact, News, Skipped } from '../../../helpdesk.ts';
import { readRows } from '../rows.ts';
import { openTally } from '../tally.ts';
import { readClocks, readHandling } from './belongings.ts';
import { ifBought } from './if-bought.ts';
import { readMessages } from './messages.ts';
import type { Tools } from './stream.ts';
import { foreignTicket, readWithdrawal, toTicket, type ForeignTicket } from './ticket.ts';

/** Rows of tickets → the tickets with their messages, clocks and tracked time, but without what they went through. */
export async function readTickets(rows: readonly unknown[], tools: Tools): Promise<News> {
  const { api, names, url, clock, signal } = tools;
  const deleted = rows.flatMap((row) => readWithdrawal(row) ?? []);
  const standing = rows.filter((row) => readWithdrawal(row) === undefined);
  const { read, skipped } = readRows(standing, { as: foreignTicket, noun: 'ticket' });
  const replies: Fact<'replies'>[] = [];
  const moves: Fact<'ticket_moves'>[] = [];
  const tickets: ForeignTicket[] = [];
  const spoiled: Skipped[] = [];
  for (const ticket of read) {
    const groups = await ifBought(allMessages(ticket.id, tools));
    if (groups === undefined) {
      // Purged since the page was read.
      deleted.push({ id: ticket.id, at: Math.floor(clock.now() / 1000) });
      continue;
    }
    const said = readMessages(groups, { ticket: ticket.id, names });
    tickets.push(ticket);
    replies.push(...said.replies);
    moves.push(...said.moves);
    spoiled.push(...said.skipped);
  }
  const asking = { api, tickets: tickets.map(({ id }) => id), signal };
  const hasAny = tickets.length > 0;
  const clocks = hasAny && names.hasLevels ? await readClocks(asking) : undefined;
  const handling = hasAny ? await readHandling(asking) : undefined;
  await names.learn(
    tickets.flatMap(({ owner_contactid }) => owner_contactid ?? []),
    { signal },
  );
  const tally = openTally();
  return {
    facts: {
      tickets: tickets.map((ticket) =>
        toTicket(ticket, { url, names, tally, handleSeconds: handling?.seconds.get(ticket.id) ?? null }),
      ),
      ticket_moves: moves,
      replies,
      ...(clocks && { sla_clocks: clocks.clocks }),
    },
    deleted,
    skipped: [...skipped, ...spoiled, ...(clocks?.skipped ?? []), ...(handling?.skipped ?? [])],
    unmapped: tally.counts(),
  };
}

async function allMessages(ticket: string, { api, signal }: Tools): Promise<unknown[]> {
  const all: unknown[] = [];
  for (let page = 1; ; page += 1) {
    const { rows, isLast } = await api.messages(ticket, page, { signal });
    all.push(...rows);
    if (isLast) return all;
  }
}
