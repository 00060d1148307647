import type { Column } from '../rows/columns.ts';
import { readDuration, type Unit } from './duration.ts';
import { readFlag } from './flag.ts';
import { readId } from './id.ts';
import { readInstant, type Dates } from './instant.ts';
import { readNumber, type Decimal } from './number.ts';
import type { Reading } from './reading.ts';
import { readTags } from './tags.ts';
import { isEmpty, readText, tidy } from './text.ts';

/** How a file writes what is no plain text. */
export interface Notation {
  readonly decimal?: Decimal;
  readonly dates: Dates;
  /** Of durations that are a number alone; seconds when absent. */
  readonly unit?: Unit | undefined;
  /** Between two tags, where they are no JSON array. */
  readonly separator?: string | undefined;
  /** Words for "no value", in lower case, beside those that are always. */
  readonly empty?: ReadonlySet<string>;
  /** Epoch seconds. */
  readonly now: number;
}

/** What a fact's column may hold. */
export type Value = string | number | boolean | readonly string[] | null;

function readChoice(cell: unknown, choices: readonly string[]): Reading<string> {
  const word = tidy(String(cell)).toLowerCase();
  return choices.includes(word) ? { value: word } : { expected: `one of ${choices.join(', ')}` };
}

/** A length in seconds. What has months has none: a month is no number of seconds. */
function readSeconds(cell: unknown, { unit = 'seconds', decimal }: Notation): Reading<number> {
  const length = readDuration(cell, { unit, decimal });
  if (!('value' in length)) return length;
  const { seconds, months } = length.value;
  return months === 0 ? { value: seconds } : { expected: 'a duration in days or less, as months differ in length' };
}

/** A share from 0 to 1, which may be written in percent. */
function readShare(cell: unknown, decimal: Decimal): Reading<number> {
  const text = typeof cell === 'string' ? tidy(cell) : '';
  if (!text.endsWith('%')) return readNumber(cell, decimal);
  const percent = readNumber(text.slice(0, -1), decimal);
  return 'value' in percent ? { value: percent.value / 100 } : percent;
}

/** A cell as its column's kind asks; null where it is empty. */
export function readCell(cell: unknown, column: Column, notation: Notation): Reading<Value> {
  const isText = column.kind === 'text' || column.kind === 'word' || column.kind === 'id';
  if (isEmpty(cell, { isText, ...(notation.empty ? { empty: notation.empty } : {}) })) return { value: null };
  switch (column.kind) {
    case 'text':
      return readText(cell);
    case 'word': {
      const text = readText(cell);
      return 'value' in text ? { value: text.value.toLowerCase() } : text;
    }
    case 'id':
      return readId(cell);
    case 'number':
      return readNumber(cell, notation.decimal);
    case 'share':
      return readShare(cell, notation.decimal);
    case 'seconds':
      return readSeconds(cell, notation);
    case 'flag':
      return readFlag(cell);
    case 'tags':
      return readTags(cell, notation.separator);
    case 'choice':
      return readChoice(cell, column.choices);
    case 'instant':
      return readInstant(cell, { ...notation.dates, now: notation.now });
  }
}
