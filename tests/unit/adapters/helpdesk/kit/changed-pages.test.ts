import { expect, test } from 'vitest';
import { z } from 'zod';
import { changedPages, notBegun, type Reached } from '../../../../../src/adapters/helpdesk/kit/changed-pages.ts';

interface Row {
  readonly id: string;
  readonly at: number;
}

const row = z.object({ id: z.string(), at: z.number() });
const now = 10_000;

/** Read a list of rows, so many a page; what was given, page by page, and where that ended. */
async function read(
  rows: readonly Row[],
  { size = 2, start = notBegun, isExact = false }: { size?: number; start?: Reached; isExact?: boolean } = {},
) {
  const given: unknown[][] = [];
  let reached = start;
  const ask = async ({ since, page }: { since: number; page: number }) => {
    const found = rows.filter(({ at }) => at >= since).slice((page - 1) * size, page * size);
    return { rows: found, isLast: found.length === 0, at: now };
  };
  const pages = changedPages(ask, { start, stampOf: (value) => row.safeParse(value).data, overlap: 600, isExact });
  for await (const page of pages) {
    given.push([...page.rows]);
    reached = page.reached;
  }
  return { ids: given.map((page) => page.map((value) => row.parse(value).id)), reached };
}

function rowsAt(...instants: readonly number[]): Row[] {
  return instants.map((at, index) => ({ id: String(index + 1), at }));
}

test('every row comes once, though each page begins in the second in which the last one ended', async () => {
  expect((await read(rowsAt(1, 2, 3, 4, 5))).ids).toEqual([['1', '2'], ['3'], ['4'], ['5'], []]);
});

test('a second that fills whole pages is read page by page', async () => {
  expect((await read(rowsAt(7, 7, 7, 7, 7, 8))).ids.flat()).toEqual(['1', '2', '3', '4', '5', '6']);
});

test('the next reading begins the overlap before the end, and leaves out what was read of it', async () => {
  const rows = rowsAt(9000, 9500, 9800);
  const first = await read(rows);
  expect(first.reached).toEqual({ since: 9400, page: 1, seen: ['9500 2', '9800 3'] });
  const second = await read([...rows, { id: '4', at: 9900 }], { start: first.reached });
  expect(second.ids.flat()).toEqual(['4']);
});

test('what changed in the second of its reading is read again, as it may change once more within it', async () => {
  const first = await read(rowsAt(9999));
  expect((await read(rowsAt(9999), { start: first.reached })).ids.flat()).toContain('1');
});

test('where instants are exact, what changed at this very moment is read once', async () => {
  const first = await read(rowsAt(now), { isExact: true });
  expect(first.ids.flat()).toEqual(['1']);
  expect((await read(rowsAt(now), { start: first.reached, isExact: true })).ids.flat()).toEqual([]);
});

test('a changed row is another one', async () => {
  const first = await read(rowsAt(9500, 9800));
  const changed = await read(
    [
      { id: '2', at: 9800 },
      { id: '1', at: 9900 },
    ],
    { start: first.reached },
  );
  expect(changed.ids.flat()).toEqual(['1']);
});

test('a list that comes in no order is read whole all the same', async () => {
  expect((await read(rowsAt(5, 1, 4, 2, 3, 6), { size: 3 })).ids).toEqual([['1', '2', '3'], ['4', '5', '6'], []]);
});

test('a list without rows ends at once', async () => {
  expect(await read([])).toEqual({ ids: [[]], reached: { since: 9400, page: 1, seen: [] } });
});
