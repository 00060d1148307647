import { expect, test } from 'vitest';
import { everyRow, numberedPages } from '../../../../../src/adapters/helpdesk/kit/numbered-pages.ts';

const pages = [['a', 'b'], ['c'], []];

test('pages are asked for until one is empty, where none is said to be the last', async () => {
  const asked: number[] = [];
  const given = [];
  for await (const page of numberedPages(async (number) => {
    asked.push(number);
    return pages[number - 1] ?? [];
  }, 2)) {
    given.push(page);
  }
  expect(asked).toEqual([2, 3]);
  expect(given).toEqual([
    { number: 2, rows: ['c'], isLast: false },
    { number: 3, rows: [], isLast: true },
  ]);
});

test('the page that is said to be the last is the last', async () => {
  const asked: number[] = [];
  const rows = await everyRow(async (number) => {
    asked.push(number);
    return { rows: pages[number - 1] ?? [], isLast: number === 2 };
  });
  expect(asked).toEqual([1, 2]);
  expect(rows).toEqual(['a', 'b', 'c']);
});
