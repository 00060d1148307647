import { z } from 'zod';
import type { News } from '../../../helpdesk.ts';
import {
  changedPages,
  defineStream,
  everyRow,
  goneNow,
  ifConnected,
  ifThere,
  inParallel,
  instant,
  joinNews,
  notBegun,
  openUnmapped,
  reached,
  readRows,
  type Call,
  type Unmapped,
} from '../kit/index.ts';
import type { Api } from './api.ts';
import type { Account, Context } from './context.ts';
import { foreignConversation, isFarewell, toReply } from './conversation.ts';
import { id, iso, lastChange } from './fields.ts';
import { clocksOf, foreignTicket, movesOf, toTicket, type ForeignTicket } from './ticket.ts';

/** Seconds: what was changed so shortly before a list may still have been changing then. */
const settling = 120;
/** Before the first account there was. Without an instant only tickets of the last 30 days are listed. */
const earliest = Date.UTC(2010, 0, 1) / 1000;

/** Which tickets a list is of: those that stand, or those thrown away. */
type Shelf = 'standing' | 'deleted' | 'spam';

/** Tickets that changed, with what belongs to them. */
export const tickets = defineStream({
  name: 'tickets',
  cursor: reached.default(notBegun),

  async *read(start, context: Context) {
    for await (const { rows, reached } of pagesOf('standing', { start, context })) {
      yield { ...(await readTickets(rows, context)), cursor: reached };
    }
  },
});

/** Tickets that were deleted, or marked as spam. The list of tickets leaves them out. */
export const deletedTickets = withdrawnFrom('deleted', 'deletedTickets');
export const spam = withdrawnFrom('spam', 'spam');

const withdrawn = z.object({ id, updated_at: instant });

function withdrawnFrom(shelf: Shelf, name: string) {
  return defineStream({
    name,
    cursor: reached.default(notBegun),

    async *read(start, context: Context) {
      for await (const { rows, reached } of pagesOf(shelf, { start, context })) {
        const { read, skipped } = readRows(rows, { as: withdrawn, noun: 'ticket' });
        const deleted = read.map(({ id, updated_at }) => ({ id: String(id), at: updated_at }));
        yield { facts: {}, deleted, skipped, cursor: reached };
      }
    },
  });
}

function pagesOf(shelf: Shelf, { start, context }: { start: z.output<typeof reached>; context: Context }) {
  const { api, signal } = context;
  const ask = (from: { since: number; page: number }) => askTickets(api, { shelf, ...from }, { signal });
  return changedPages(ask, { start, stampOf: lastChange, overlap: settling });
}

/** By the instant of their last change, the oldest first, from `since` on. */
export function askTickets(
  api: Api,
  { shelf, since, page }: { shelf: Shelf; since: number; page: number },
  call: Call,
) {
  const query = {
    ...(shelf !== 'standing' && { filter: shelf }),
    updated_since: iso(Math.max(since, earliest)),
    order_by: 'updated_at',
    order_type: 'asc',
    ...(shelf === 'standing' && { include: 'stats' }),
  };
  return api.pacedList('tickets', page, { query, ...call });
}

const gone = z.object({ deleted: z.boolean().nullish(), spam: z.boolean().nullish() });

/**
 * A ticket as it stands now; what is not there, thrown away or spam, went at this moment.
 * @param open what it is read with: asked for only once the ticket is there
 */
export async function readTicket(
  ticket: string,
  { api, signal, clock }: Account & { signal: AbortSignal },
  open: () => Promise<Context>,
): Promise<News> {
  const path = `tickets/${encodeURIComponent(ticket)}`;
  const row = await ifThere(api.get(path, z.unknown(), { query: { include: 'stats' }, signal }));
  const { data } = gone.safeParse(row?.body);
  if (row === undefined || data?.deleted === true || data?.spam === true) return goneNow(ticket, clock);
  return await readTickets([row.body], { ...(await open()), signal });
}

/** Each ticket with what belongs to it: one more request for its conversation, and one for its time where time is kept. */
async function readTickets(rows: readonly unknown[], context: Context): Promise<News> {
  const { read, skipped } = readRows(rows, { as: foreignTicket, noun: 'ticket' });
  await context.companies.learn(read);
  const unmapped = openUnmapped();
  // Gone since the list was read: the list of those deleted has it.
  const each = await inParallel(read, async (ticket) => await ifConnected(readOne(ticket, { ...context, unmapped })));
  const given = { facts: { tickets: [], ticket_moves: [], replies: [], sla_clocks: [] }, skipped };
  return { ...joinNews([given, ...each.filter((news) => news !== undefined)]), unmapped: unmapped.counts() };
}

/** Time that an agent put down; `time_spent` in hours and minutes. What a timer shows that still runs is not in it. */
export const foreignTimeEntry = z.object({
  id,
  time_spent: z
    .string()
    .regex(/^\d+:[0-5]\d$/)
    .transform((text) => {
      const [hours, minutes] = text.split(':').map(Number);
      return (hours ?? 0) * 3600 + (minutes ?? 0) * 60;
    }),
});

async function readOne(
  ticket: ForeignTicket,
  { api, agents, isTimed, signal, statuses, unmapped, ...context }: Context & { unmapped: Unmapped },
): Promise<News> {
  const every = (path: string) => everyRow((page) => api.list(`tickets/${ticket.id}/${path}`, page, { signal }));
  const entries = await every('conversations');
  const times = isTimed ? await every('time_entries') : [];
  const conversation = readRows(entries, { as: foreignConversation, noun: 'conversation' });
  if (conversation.read.some(isFarewell)) {
    return { facts: {}, deleted: [{ id: String(ticket.id), at: ticket.updated_at }] };
  }
  const spent = readRows(times, { as: foreignTimeEntry, noun: 'time entry' });
  const seconds = new Map(spent.read.map(({ id, time_spent }) => [id, time_spent]));
  const handleSeconds = seconds.size === 0 ? null : [...seconds.values()].reduce((sum, each) => sum + each, 0);
  const status = statuses.word(ticket.status, unmapped);
  const cast = { ticket: ticket.id, requester: ticket.requester_id, agents };
  return {
    facts: {
      tickets: [toTicket(ticket, { ...context, status, handleSeconds, unmapped })],
      ticket_moves: movesOf(ticket, status),
      replies: conversation.read.flatMap((entry) => toReply(entry, cast)),
      sla_clocks: clocksOf(ticket, status),
    },
    skipped: [...conversation.skipped, ...spent.skipped],
  };
}
