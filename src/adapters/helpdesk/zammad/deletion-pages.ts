import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import { readRows } from '../rows.ts';
import { id } from './fields.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

/** Zammad tells nobody of a deletion: once in so many seconds all that is still there is listed. */
const listEvery = 86_400;
/** A ticket that is being created takes its number before it is seen. */
const slack = 60;

const identified = z.object({ id });

/** Tickets whose number is missing from the list of all tickets: deleted since, or never to be seen. */
export async function* deletionPages({ deletions }: Position, tools: Tools): AsyncGenerator<Step> {
  const now = Math.floor(tools.clock.now() / 1000);
  const { listedAt, list } = deletions;
  if (listedAt === null) {
    // What was just read for the first time was there.
    yield { batch: { facts: {} }, moved: { deletions: { listedAt: now, list } } };
    return;
  }
  if (list === null && now - listedAt < listEvery) return;
  const begunAt = list?.begunAt ?? now;
  let { page, above } = list ?? { page: 1, above: 0 };
  for (;;) {
    const rows = await tools.api.tickets(page, { signal: tools.signal });
    const ids = readRows(rows, { as: identified, noun: 'ticket' }).read.map(({ id }) => id);
    const missing = await missingIn(
      ids.filter((id) => id > above),
      { above, tools },
    );
    const deleted = missing.map((id) => ({ id: String(id), at: begunAt - slack }));
    above = Math.max(above, ...ids);
    page += 1;
    const isEnd = rows.length === 0;
    const next = isEnd ? { listedAt: begunAt, list: null } : { listedAt, list: { begunAt, page, above } };
    yield { batch: { facts: {}, deleted }, moved: { deletions: next } };
    if (isEnd) return;
  }
}

/** Within a page nothing can have slipped; between two of them something does whenever a ticket of an earlier one is deleted. */
async function missingIn(ids: readonly number[], { above, tools }: { above: number; tools: Tools }): Promise<number[]> {
  const missing: number[] = [];
  let before = above;
  for (const [index, id] of ids.entries()) {
    for (let between = before + 1; between < id; between += 1) {
      if (index > 0 || above === 0 || (await isGone(between, tools))) missing.push(between);
    }
    before = id;
  }
  return missing;
}

async function isGone(ticket: number, { api, signal }: Tools): Promise<boolean> {
  try {
    await api.ticket(ticket, { signal });
    return false;
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === 'not-found') return true;
    throw error;
  }
}
