import { expect, test } from 'vitest';
import { layTable } from '../../../src/text/table.ts';
import { cellWidth, cutToWidth, pad, padAlike } from '../../../src/text/width.ts';

test.each([
  ['abc', 3],
  ['≥ 90 %', 6],
  ['請求', 4],
  ['한국', 4],
  ['ﾊﾞ', 2],
  ['，', 2],
  ['é', 1],
  ['e\u0301', 1],
  ['😀', 2],
  ['👩‍👩‍👧', 2],
  ['🇬🇷', 2],
  ['✔', 1],
  ['⚠️', 2],
  ['שלום', 4],
  ['שׁ', 1],
  ['A\u200E', 1],
  ['', 0],
])('%s takes %i columns', (text, width) => {
  expect(cellWidth(text)).toBe(width);
});

test('a text is cut between letters that are two wide, and says so', () => {
  expect(cutToWidth('請求書', 6)).toBe('請求書');
  expect(cutToWidth('請求書', 5)).toBe('請求…');
  expect(cutToWidth('請求書', 4)).toBe('請…');
});

test('texts are filled up to the widest of them', () => {
  expect(padAlike(['請求', 'a'], 10)).toEqual(['請求', 'a   ']);
  expect(pad('請求', { width: 6, align: 'right' })).toBe('  請求');
});

const columns = [
  { title: 'Team', align: 'left' },
  { title: 'CSAT', align: 'right' },
] as const;

test('a table aligns its columns', () => {
  expect(
    layTable({
      columns,
      rows: [
        ['billing', '90.1 %'],
        ['請求', '5 %'],
        ['דנה', '7 %'],
      ],
    }),
  ).toEqual(['Team       CSAT', '───────  ──────', 'billing  90.1 %', '請求        5 %', 'דנה         7 %']);
});

test('a table cuts what is wider than a cell may be, and its widest cells where a line may not be as long', () => {
  const rows = [['a very long name', '5 %']];
  expect(layTable({ columns, rows }, { cell: 8 }).at(-1)).toBe('a very …   5 %');
  expect(layTable({ columns, rows }, { line: 14 }).at(-1)).toBe('a very …   5 %');
});

test('a cell without a text, a missing one and a break in one leave the table whole', () => {
  expect(layTable({ columns, rows: [['a\nb', ''], []] })).toEqual(['Team  CSAT', '────  ────', 'a b', '']);
  expect(layTable({ columns: [], rows: [['a']] })).toEqual([]);
});
