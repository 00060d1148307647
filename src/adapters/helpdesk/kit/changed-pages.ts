import { z } from 'zod';

/** So many rows that were read of the overlap are remembered at most; others are read again, which changes nothing. */
const mostRemembered = 2000;

/** How far a list of what changed has been read, to be kept in a cursor. */
export const reached = z.strictObject({
  /** Epoch seconds, or milliseconds where the service is asked for those; so are all other instants here. */
  since: z.int().min(0),
  page: z.int().min(1),
  /** What was read of the instants since then, each as its instant and id. */
  seen: z.array(z.string()),
});

export type Reached = z.output<typeof reached>;

export const notBegun: Reached = { since: 0, page: 1, seen: [] };

interface Asked {
  readonly rows: readonly unknown[];
  /** Nothing that changed later was there to be given. */
  readonly isLast: boolean;
  /** When it was answered, by the service's clock. */
  readonly at: number;
}

interface Changes {
  readonly start: Reached;
  /** A row's id and last change; undefined for one that cannot be read. */
  readonly stampOf: (row: unknown) => { readonly id: string; readonly at: number } | undefined;
  /** What is looked through again the next time, for what is found late. */
  readonly overlap: number;
  /** Whether instants are so fine that no row changes twice within one; else what changed in the last second is read again. */
  readonly isExact?: boolean;
}

interface ChangedPage {
  readonly rows: readonly unknown[];
  /** Where to go on, once these rows are stored. */
  readonly reached: Reached;
  readonly isEnd: boolean;
}

/**
 * Pages of a list sorted by the last change, each row once as far as that can be told. A row that changes meanwhile moves to
 * the end, and all others up by one: therefore pages are not counted, but each begins with the instant at which the last one
 * ended. They are counted only while that instant fills whole pages.
 * @param ask for what changed at that instant or later
 */
export async function* changedPages(
  ask: (from: { since: number; page: number }) => Promise<Asked>,
  { start, stampOf, overlap, isExact = false }: Changes,
): AsyncGenerator<ChangedPage> {
  let { since, page } = start;
  let seen = start.seen;
  for (;;) {
    const { rows, isLast, at: now } = await ask({ since, page });
    const stamped = rows.map((row) => ({ row, stamp: stampOf(row) }));
    const fresh = stamped.filter(({ stamp }) => stamp === undefined || !seen.includes(keyOf(stamp)));
    const instants = stamped.flatMap(({ stamp }) => stamp?.at ?? []);
    const last = Math.max(since, instants.at(-1) ?? 0);
    // What comes in no order can only be counted.
    const isOnward = last > since && instants.every((at, index) => at >= (instants[index - 1] ?? 0));
    page = isLast || isOnward ? 1 : page + 1;
    if (isLast) since = Math.max(0, now - overlap);
    else if (isOnward) since = last;
    // One that changed in this very second may do so again within it, and look the same.
    const settled = fresh.flatMap(({ stamp }) => (stamp && (isExact || stamp.at < now - 1) ? keyOf(stamp) : []));
    const oldest = Math.min(since, now - overlap);
    seen = [...seen, ...settled].filter((key) => Number.parseInt(key, 10) >= oldest).slice(-mostRemembered);
    if (isLast || fresh.length > 0)
      yield { rows: fresh.map(({ row }) => row), reached: { since, page, seen }, isEnd: isLast };
    if (isLast) return;
  }
}

function keyOf({ id, at }: { id: string; at: number }): string {
  return `${at} ${id}`;
}
