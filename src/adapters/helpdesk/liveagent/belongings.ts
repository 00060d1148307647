import { z } from 'zod';
import { facts, type Fact, type Skipped } from '../../../helpdesk.ts';
import { ifConnected } from '../kit/connected.ts';
import { text } from '../kit/fields.ts';
import { readRows } from '../kit/rows.ts';
import type { Api, CursorPage } from './api.ts';
import { id, instant, maybeInstant } from './fields.ts';

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

interface Asking {
  readonly api: Api;
  readonly tickets: readonly string[];
  readonly signal: AbortSignal;
}

/** The SLA clocks of some tickets. How soon a ticket was assigned is no clock of ours. */
export async function readClocks(
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
export async function readHandling(
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
