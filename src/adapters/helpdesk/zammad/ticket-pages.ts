import { z } from 'zod';
import { readRows } from '../kit/rows.ts';
import { id, moment } from './fields.ts';
import type { Position } from './position.ts';
import { readTickets } from './read-tickets.ts';
import type { Step, Tools } from './stream.ts';

/** A change may be stored a little later than its instant says. */
const overlapMs = 10_000;

const change = z.object({ id, updated_at: moment });

/**
 * Tickets changed since the position. Every page begins at the change that the one before ended with, as pages by number
 * would leave tickets out whenever one on an earlier page changes; only where a page holds nothing but one instant does the next one follow it.
 */
export async function* ticketPages({ tickets }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, signal } = tools;
  let since = Math.max(0, tickets.since - overlapMs);
  let page = 1;
  /** Ids of those that changed at `since` and were read. */
  let seen = new Set<number>();
  for (let isFirst = true; ; isFirst = false) {
    const rows = await api.changedTickets({ since, page }, { signal });
    if (rows.length === 0 && !isFirst) return;
    const changes = readRows(rows, { as: change, noun: 'ticket' }).read;
    const known = new Set(
      changes.filter(({ id, updated_at }) => updated_at === since && seen.has(id)).map(({ id }) => id),
    );
    const last = Math.max(since, ...changes.map(({ updated_at }) => updated_at));
    page = last > since ? 1 : page + 1;
    if (last > since) seen = new Set();
    since = last;
    for (const { id, updated_at } of changes) if (updated_at === since) seen.add(id);
    const fresh = rows.filter((row) => !known.has(z.object({ id }).safeParse(row).data?.id ?? 0));
    if (fresh.length === 0 && !isFirst) continue;
    yield { batch: await readTickets(fresh, tools), moved: { tickets: { since } } };
    if (rows.length === 0) return;
  }
}
