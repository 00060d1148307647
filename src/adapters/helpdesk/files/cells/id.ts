import { readText } from './text.ts';
import type { Reading } from './reading.ts';

const longest = 512;
const damages: readonly { readonly is: RegExp; readonly expected: string }[] = [
  {
    is: /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i,
    expected: 'an id; a spreadsheet rounded this one: format its column as text there, and export again',
  },
  {
    is: /^[+-]?\d+[.,]0+$/,
    expected: 'an id; this one was made a number with decimals: export its column as text, or as whole numbers',
  },
  { is: /^#+$/, expected: 'an id; its column was too narrow when it was exported: widen it, and export again' },
  {
    is: /^#(ref|value|name|num|n\/a|null|div\/0|spill|calc)[!?]?$/i,
    expected: 'an id; this is an error of a spreadsheet: mend its formula, and export again',
  },
];

/** The id of a row, or of another that it names. What a spreadsheet made of one is no id: it may fit another row. */
export function readId(cell: unknown): Reading<string> {
  if (typeof cell === 'number' && !Number.isInteger(cell)) {
    return { expected: 'an id; this is a number with decimals: format its column as text, and export again' };
  }
  const text = readText(cell);
  if (!('value' in text)) return text;
  const damage = damages.find(({ is }) => is.test(text.value));
  if (damage) return { expected: damage.expected };
  return text.value.length > longest ? { expected: `an id of at most ${longest} characters` } : text;
}
