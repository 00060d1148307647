import type { News } from '../../../helpdesk.ts';
import type { Clock } from '../kit/clock.ts';
import { readRows } from '../kit/rows.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import type { Api } from './api.ts';
import { openNames, type Names } from './names.ts';
import { readClocks } from './sla-clock.ts';
import { foreignAudit } from './ticket-event.ts';
import { clockFacts } from './ticket-pages.ts';
import { readWithdrawal, ticketRow } from './ticket.ts';
import { eventsOf, type Update } from './update.ts';
import { foreignUser, isStaff } from './user.ts';

interface Desk {
  readonly api: Api;
  readonly origin: string;
  readonly staff: Set<number>;
  readonly clock: Clock;
}

/** Names are asked for anew after so long: webhooks may name many tickets a minute. */
const keptMs = 300_000;

/** Reads a ticket as it stands now, with its moves, replies and SLA clocks; no export is asked, so that it waits for none. */
export function openTicketReader(desk: Desk): (id: string, signal: AbortSignal) => Promise<News> {
  const { api, clock } = desk;
  let kept: { readonly names: Names; readonly until: number } | undefined;
  return (id, signal) =>
    readTicket(id, {
      ...desk,
      signal,
      async namesNow() {
        if (kept === undefined || clock.now() >= kept.until) {
          kept = { names: await openNames(api, signal), until: clock.now() + keptMs };
        }
        return kept.names;
      },
    });
}

async function readTicket(
  id: string,
  { api, origin, staff, clock, signal, namesNow }: Desk & { signal: AbortSignal; namesNow: () => Promise<Names> },
): Promise<News> {
  const row = await api.ticket(id, { signal });
  const gone = row === undefined ? { id, at: Math.floor(clock.now() / 1000) } : readWithdrawal(row);
  if (gone !== undefined) return { facts: {}, deleted: [gone] };
  const names = await namesNow();
  await names.learn([row], signal);
  const audits = readRows(await api.audits(id, { signal }), { as: foreignAudit, noun: 'audit' });
  await learnStaff(audits.read.flatMap(authorsOf), { api, staff, signal });

  const unmapped = openUnmapped();
  const tickets = readRows([row], { as: ticketRow({ origin, names, unmapped }), noun: 'ticket' });
  const told = audits.read.map((update) => eventsOf(update, { staff, unmapped }));
  const clocks = readClocks(row);
  return {
    facts: {
      tickets: tickets.read,
      ticket_moves: told.flatMap(({ ticket_moves }) => ticket_moves),
      replies: told.flatMap(({ replies }) => replies),
      ...clockFacts(clocks.clocks),
    },
    skipped: [...tickets.skipped, ...audits.skipped, ...clocks.skipped],
    unmapped: unmapped.counts(),
  };
}

function authorsOf({ author_id, parts }: Update): number[] {
  const all = [author_id, ...parts.map((part) => (part.kind === 'Comment' ? part.author_id : null))];
  return all.filter((id) => id != null && id > 0).map(Number);
}

/** Ask which of these are agents now, where no sync has seen them as one. */
async function learnStaff(
  authors: readonly number[],
  { api, staff, signal }: Pick<Desk, 'api' | 'staff'> & { signal: AbortSignal },
) {
  const unknown = [...new Set(authors)].filter((id) => !staff.has(id));
  const { read } = readRows(await api.usersById(unknown, { signal }), { as: foreignUser, noun: 'user' });
  for (const user of read) if (isStaff(user)) staff.add(user.id);
}
