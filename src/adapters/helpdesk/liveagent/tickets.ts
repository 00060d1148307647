import { z } from 'zod';
import { facts, type Fact, type News, type Skipped } from '../../../helpdesk.ts';
import {
  defineStream,
  everyRow,
  goneNow,
  ifConnected,
  ifThere,
  inParallel,
  joinNews,
  notBegun,
  openUnmapped,
  reached,
  readRows,
  secondsNow,
  text,
} from '../kit/index.ts';
import type { Api, CursorPage } from './api.ts';
import type { Context } from './context.ts';
import { id, instant, maybeInstant } from './fields.ts';
import { readMoves } from './history.ts';
import { readMessages } from './messages.ts';
import { changesOf } from './pages.ts';
import { foreignTicket, readWithdrawal, toTicket } from './ticket.ts';

const clockWords: Readonly<Record<string, Fact<'sla_clocks'>['kind']>> = {
  first_answer: 'first_reply',
  next_answer: 'next_reply',
  first_resolve: 'resolution',
};

const clock = z.object({
  conversationid: id,
  sla_type: z.enum(['first_answer', 'next_answer', 'first_resolve', 'first_assign']),
  sla_level_name: text,
  date_created: instant,
  date_due: maybeInstant,
  date_closed: maybeInstant,
});

/** `01:02:03` in, seconds out. */
const duration = z
  .string()
  .regex(/^\d+:\d\d:\d\d$/)
  .transform((value) => value.split(':').reduce((total, part) => total * 60 + Number(part), 0));
const time = z.object({ conversationid: text, reportedtime_hhmmss: duration });

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

interface Asking {
  readonly api: Api;
  readonly tickets: readonly string[];
  readonly signal: AbortSignal;
}

/** The SLA clocks of some tickets. How soon a ticket was assigned is no clock of ours. */
async function readClocks(
  asking: Asking,
): Promise<{ clocks: readonly Fact<'sla_clocks'>[]; skipped: readonly Skipped[] } | undefined> {
  const rows = await allRows('grid/tickets/sla', asking);
  if (rows === undefined) return undefined;
  const { read, skipped } = readRows(rows, { as: clock, noun: 'SLA clock' });
  const clocks = read.flatMap((row) => {
    const kind = clockWords[row.sla_type];
    if (kind === undefined) return [];
    return facts.sla_clocks.parse({
      ticket: row.conversationid,
      kind,
      started_at: row.date_created,
      target_at: row.date_due,
      stopped_at: row.date_closed,
      policy: row.sla_level_name,
    });
  });
  return { clocks, skipped };
}

/** Seconds that agents reported they worked on these tickets, by ticket; undefined where no time is tracked. */
async function readHandling(
  asking: Asking,
): Promise<{ seconds: ReadonlyMap<string, number>; skipped: readonly Skipped[] } | undefined> {
  const rows = await allRows('grid/reports/time', asking);
  if (rows === undefined) return undefined;
  const { read, skipped } = readRows(rows, { as: time, noun: 'time report' });
  const seconds = new Map<string, number>();
  for (const { conversationid, reportedtime_hhmmss } of read) {
    if (conversationid !== null) seconds.set(conversationid, (seconds.get(conversationid) ?? 0) + reportedtime_hhmmss);
  }
  return { seconds, skipped };
}

async function allRows(
  name: Parameters<Api['ofTickets']>[0],
  { api, tickets, signal }: Asking,
): Promise<unknown[] | undefined> {
  const all: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: CursorPage | undefined = await ifConnected(api.ofTickets(name, { tickets, cursor }, { signal }));
    if (page === undefined) return undefined;
    all.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}
