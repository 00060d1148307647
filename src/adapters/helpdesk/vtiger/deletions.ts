import { z } from 'zod';
import { DAY } from '../../../calendar/units.ts';
import type { Page } from '../kit/index.ts';
import type { Context } from './context.ts';
import { id, numberOf } from './fields.ts';

/** What is being saved counts as changed a little earlier than it can be seen. */
const tolerance = 600;
/** Where nothing was deleted, how much of what `sync` told is rather read again than noted. */
const longestRepeat = 3600;
/** Deleted tickets are looked for among so many, the newest. */
const mostKnown = 10_000;

const identified = z.object({ id });
const second = z.int().min(0);

/** What deleted tickets are found by, to be kept in a cursor. */
export const deletions = z.strictObject({
  /** Ids of the newest tickets, as numbers, rising: among them deleted ones are looked for. */
  known: z.array(z.int()),
  /** Until when `sync` has told of deleted tickets; null before the first time. */
  toldUntil: second.nullable(),
  /** When all known tickets were last looked up, and how far a look-up that was begun has come. */
  comparedAt: second,
  comparedId: z.int().min(0),
});

export type Deletions = z.output<typeof deletions>;

export const nothingKnown: Deletions = { known: [], toldUntil: null, comparedAt: 0, comparedId: 0 };

/** With these tickets among the known. */
export function withKnown(before: Deletions, tickets: readonly string[]): Deletions {
  const known = new Set([...before.known, ...tickets.map(numberOf)]);
  return { ...before, known: [...known].toSorted((a, b) => a - b).slice(-mostKnown) };
}

/**
 * Tickets that are gone, by two ways: what `sync` tells of in the Cloud, at every pull; and once a day the newest known tickets,
 * looked up by their ids when there are fewer of them than there were.
 */
export async function* deletionPages(before: Deletions, context: Context): AsyncGenerator<Page<Deletions>> {
  let reached = before;
  if (context.edition.tellsDeleted) {
    for await (const page of syncPages(before, context)) {
      reached = page.cursor;
      yield page;
    }
  }
  yield* comparisonPages(reached, context);
}

async function* syncPages(before: Deletions, { api, edition, call }: Context): AsyncGenerator<Page<Deletions>> {
  let since = Math.max(0, (before.toldUntil ?? api.now()) - tolerance);
  let { known } = before;
  for (;;) {
    const changes = await api.changes(edition.tickets, since, call);
    if (changes === undefined) return;
    const gone = changes.deleted.filter((text) => id.safeParse(text).success);
    known = without(known, gone.map(numberOf));
    // Told again within the tolerance, a deletion changes nothing.
    const toldUntil = Math.max(before.toldUntil ?? 0, changes.until);
    const isFarther = toldUntil - (before.toldUntil ?? 0) > longestRepeat;
    if (gone.length > 0 || changes.hasMore || isFarther) {
      const deleted = goneAt(gone, Math.max(changes.until, api.now()));
      yield { facts: {}, deleted, cursor: { ...before, known, toldUntil } };
    }
    if (!changes.hasMore) return;
    since = changes.until;
  }
}

async function* comparisonPages(before: Deletions, context: Context): AsyncGenerator<Page<Deletions>> {
  const { api, edition, service, log, call } = context;
  const now = api.now();
  const ids = before.known.filter((number) => number > before.comparedId);
  const finished = { comparedAt: now, comparedId: 0 };
  if (now - before.comparedAt < DAY || ids.length === 0) return;
  const prefix = await api.prefix(edition.tickets, call);
  const name = (number: number | undefined) => `${prefix}x${number}`;
  if (before.comparedId === 0) {
    const where = [`id >= '${name(ids[0])}'`, `id <= '${name(ids.at(-1))}'`];
    const count = await api.count({ from: edition.tickets, where }, call);
    // Half of all tickets are not deleted in a day: the user lost the right to see them.
    const isLost = count < ids.length / 2;
    if (isLost) log.warn({ service, known: ids.length, count }, 'most known tickets can no longer be seen');
    if (isLost || count >= ids.length) {
      yield { facts: {}, cursor: { ...before, ...finished } };
      return;
    }
  }
  let { known } = before;
  for (let at = 0; at < ids.length; at += api.pageSize) {
    const chunk = ids.slice(at, at + api.pageSize);
    const rows = await api.records(edition.tickets, chunk.map(name), call);
    const there = new Set(rows.map((row) => identified.safeParse(row).data?.id));
    const gone = chunk.filter((number) => !there.has(name(number)));
    known = without(known, gone);
    const isLast = at + api.pageSize >= ids.length;
    const compared = isLast ? finished : { comparedId: chunk.at(-1) ?? 0 };
    yield { facts: {}, deleted: goneAt(gone.map(name), now), cursor: { ...before, known, ...compared } };
  }
}

function without(known: readonly number[], gone: readonly number[]): number[] {
  const numbers = new Set(gone);
  return known.filter((number) => !numbers.has(number));
}

/** Each once. */
function goneAt(ids: readonly string[], at: number): { id: string; at: number }[] {
  return [...new Set(ids)].map((id) => ({ id, at }));
}
