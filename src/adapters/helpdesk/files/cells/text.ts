import type { Reading } from './reading.ts';

/** Written where there is no value, whatever the column; more are named by a mapping's `empty`. */
const always = ['n/a', '#n/a', '-', '--', '–', '—', 'null', '(null)', '(blank)', '(empty)', '0000-00-00 00:00:00'];
/** Words that may name a person or a team, but no number and no time. */
const unlessText = ['na', 'nan', 'none', 'nil', 'nat', 'unknown', 'undefined', 'not set', '?', '0000-00-00'];
const words = new Set(always);
const moreWords = new Set([...always, ...unlessText]);

/** Text as it is kept everywhere: one way to write each letter, and no space around it. */
export function tidy(text: string): string {
  return text.normalize('NFC').replaceAll('\0', '').trim();
}

/** What a file calls empty, as {@link isEmpty} takes it. */
export function emptyWords(more: readonly string[] = []): ReadonlySet<string> {
  return new Set(more.map((word) => tidy(word).toLowerCase()));
}

/** @param options `isText`: of a column that holds names, of which some look like "no value" */
export function isEmpty(cell: unknown, { isText, empty }: { isText: boolean; empty?: ReadonlySet<string> }): boolean {
  if (cell === null || cell === undefined || cell === '') return true;
  if (typeof cell === 'number') return Number.isNaN(cell);
  if (typeof cell !== 'string') return false;
  const word = tidy(cell).toLowerCase();
  return word === '' || (isText ? words : moreWords).has(word) || empty?.has(word) === true;
}

/** A cell as text, whatever a file holds there; empty for none. */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return tidy(cell);
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'object') return JSON.stringify(cell);
  return typeof cell === 'number' || typeof cell === 'boolean' || typeof cell === 'bigint' ? String(cell) : '';
}

export function readText(cell: unknown): Reading<string> {
  if (typeof cell === 'string') return { value: tidy(cell) };
  if (cell instanceof Date) return { value: cell.toISOString() };
  if (typeof cell === 'boolean') return { value: String(cell) };
  if (typeof cell !== 'number') return { expected: 'text' };
  if (Number.isInteger(cell) && !Number.isSafeInteger(cell)) {
    return { expected: 'text in quotes, as a number this long has lost its last digits' };
  }
  return { value: String(cell) };
}
