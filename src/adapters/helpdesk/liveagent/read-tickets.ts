import type { News } from '../../../helpdesk.ts';
import { inParallel } from '../kit/parallel.ts';
import { readRows } from '../kit/rows.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import { readClocks, readHandling } from './belongings.ts';
import { readMessages } from './messages.ts';
import { ifThere } from './optional.ts';
import type { Tools } from './stream.ts';
import { foreignTicket, readWithdrawal, toTicket } from './ticket.ts';

/** Rows of tickets → the tickets with their messages, clocks and tracked time, but without what they went through. */
export async function readTickets(rows: readonly unknown[], tools: Tools): Promise<News> {
  const { api, names, url, clock, signal } = tools;
  const deleted = rows.flatMap((row) => readWithdrawal(row) ?? []);
  const standing = rows.filter((row) => readWithdrawal(row) === undefined);
  const { read, skipped } = readRows(standing, { as: foreignTicket, noun: 'ticket' });
  const all = await inParallel(read, async (ticket) => {
    const groups = await ifThere(allMessages(ticket.id, tools));
    return { ticket, said: groups && readMessages(groups, { ticket: ticket.id, names }) };
  });
  const whole = all.flatMap(({ ticket, said }) => (said === undefined ? [] : [{ ticket, said }]));
  const tickets = whole.map(({ ticket }) => ticket);
  const purged = all.filter(({ said }) => said === undefined);
  const now = Math.floor(clock.now() / 1000);
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
    deleted: [...deleted, ...purged.map(({ ticket }) => ({ id: ticket.id, at: now }))],
    skipped: [
      ...skipped,
      ...whole.flatMap(({ said }) => said.skipped),
      ...(clocks?.skipped ?? []),
      ...(handling?.skipped ?? []),
    ],
    unmapped: unmapped.counts(),
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
