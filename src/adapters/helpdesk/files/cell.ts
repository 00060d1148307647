import type { Column } from './columns.ts';
import { readInstant, type Dates } from './instant.ts';
import type { Reading } from './reading.ts';

/** How a file writes numbers and times. */
export interface Notation {
  readonly decimal: '.' | ',';
  readonly dates: Dates;
}

/** What a fact's column may hold. */
export type Value = string | number | boolean | readonly string[] | null;

const flags = new Map(Object.entries({ true: true, false: false, 1: true, 0: false }));

function readText(cell: unknown): Reading<string> {
  if (typeof cell === 'string') return { value: cell };
  if (typeof cell !== 'number') return { expected: 'text' };
  if (Number.isInteger(cell) && !Number.isSafeInteger(cell)) {
    return { expected: 'text in quotes, as a number this long has lost its last digits' };
  }
  return { value: String(cell) };
}

/** A written number in the file's notation; thousands separators are refused, being ambiguous. */
export function readNumber(cell: unknown, decimal: '.' | ','): Reading<number> {
  if (typeof cell === 'number') return { value: cell };
  const text = typeof cell === 'string' ? cell.trim() : '';
  const digits = decimal === ',' ? text.replace(',', '.') : text;
  const isPlain = /^[+-]?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i.test(digits) && !(decimal === ',' && text.includes('.'));
  const example = decimal === ',' ? '12,5' : '12.5';
  return isPlain ? { value: Number(digits) } : { expected: `a number such as ${example}` };
}

function readFlag(cell: unknown): Reading<boolean> {
  const value = flags.get(String(cell).trim().toLowerCase());
  return value === undefined ? { expected: 'true, false, 1 or 0' } : { value };
}

function readTags(cell: unknown): Reading<readonly string[]> {
  const expected = 'a JSON array of words, such as ["vip","refund"]';
  let list = cell;
  if (typeof cell === 'string') {
    try {
      list = JSON.parse(cell);
    } catch (error) {
      if (error instanceof SyntaxError) return { expected };
      throw error;
    }
  }
  if (!Array.isArray(list) || list.some((tag) => typeof tag !== 'string')) return { expected };
  return { value: list };
}

function readChoice(cell: unknown, choices: readonly string[]): Reading<string> {
  const word = String(cell).trim().toLowerCase();
  return choices.includes(word) ? { value: word } : { expected: `one of ${choices.join(', ')}` };
}

/** A cell as its column's kind asks; null where it is empty. */
export function readCell(cell: unknown, column: Column, notation: Notation): Reading<Value> {
  if (cell === null || cell === undefined || cell === '') return { value: null };
  if (column.kind !== 'text' && typeof cell === 'string' && cell.trim() === '') return { value: null };
  switch (column.kind) {
    case 'text':
      return readText(cell);
    case 'word': {
      const text = readText(cell);
      return 'value' in text ? { value: text.value.trim().toLowerCase() } : text;
    }
    case 'number':
      return readNumber(cell, notation.decimal);
    case 'flag':
      return readFlag(cell);
    case 'tags':
      return readTags(cell);
    case 'choice':
      return readChoice(cell, column.choices);
    case 'instant': {
      const text = readText(cell);
      return 'value' in text ? readInstant(text.value.trim(), notation.dates) : text;
    }
  }
}
