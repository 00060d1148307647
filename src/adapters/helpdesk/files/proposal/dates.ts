import { clash, parseAs } from '../cells/date-format.ts';
import { readInstant } from '../cells/instant.ts';
import { isEmpty } from '../cells/text.ts';

/** How a column's times are written, as far as that can be told. */
export interface DateGuess {
  /** Absent: ISO 8601. */
  readonly formats?: readonly string[];
  /** Whether they say no offset. */
  readonly isLocal: boolean;
  /** Whether day and month may be the other way round. */
  readonly isAmbiguous: boolean;
  /** Whether there is no time of day. */
  readonly isDate: boolean;
}

const dayFirst = ['dd/MM/yyyy', 'dd.MM.yyyy', 'dd-MM-yyyy', 'dd/MM/yy', 'dd.MM.yy', 'dd-MM-yy'];
const monthFirst = ['MM/dd/yyyy', 'MM.dd.yyyy', 'MM-dd-yyyy', 'MM/dd/yy', 'MM.dd.yy', 'MM-dd-yy'];
const telling = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyy.MM.dd',
  'yyyyMMdd',
  'dd-MMM-yyyy',
  'dd MMM yyyy',
  'dd-MMM-yy',
  'dd MMM yy',
  'd MMMM yyyy',
  'MMM d, yyyy',
  'MMMM d, yyyy',
  'MMM d yyyy',
  'EEE, d MMM yyyy',
  'EEE MMM d yyyy',
];
const times = [
  ' HH:mm:ss',
  ' HH:mm',
  ' hh:mm:ss a',
  ' hh:mm a',
  ', HH:mm:ss',
  ', HH:mm',
  ', h:mm:ss a',
  ', h:mm a',
  '',
];

/** Looks at the order of a format's parts rather than at its other spellings. */
function swapped(format: string): string | undefined {
  const [date = '', ...time] = format.split(/(?=,? [Hh])/);
  const index = [...dayFirst, ...monthFirst].indexOf(date);
  if (index < 0) return undefined;
  return `${index < dayFirst.length ? monthFirst[index] : dayFirst[index - dayFirst.length]}${time.join('')}`;
}

function tidied(value: unknown): string {
  return String(value).replaceAll(/\s+/gu, ' ').trim();
}

/** Whether a format reads a text as a date of our days: `26` is no year for it where four digits are asked for. */
function reads(format: string, text: string, now: number): boolean {
  const read = parseAs(text, format, now);
  if (Number.isNaN(read)) return false;
  const year = new Date(read).getUTCFullYear();
  return year >= 1971 && year <= new Date(now * 1000).getUTCFullYear() + 5;
}

/**
 * How the times of a column are written; undefined for one that holds others than times.
 * @param options `now` in epoch seconds; `isMonthFirst`: what other columns of the file tell
 */
export function guessDates(
  values: readonly unknown[],
  { now, isMonthFirst }: { now: number; isMonthFirst?: boolean | undefined },
): DateGuess | undefined {
  const given = values.filter((value) => !isEmpty(value, { isText: false }));
  if (given.length === 0) return undefined;
  if (given.every((value) => value instanceof Date)) return { isLocal: true, isAmbiguous: false, isDate: false };
  const texts = given.map(tidied);
  const epoch = epochOf(texts);
  if (epoch !== undefined) return { formats: [epoch], isLocal: false, isAmbiguous: false, isDate: false };
  const iso = texts.map((text) => ({ text, ...readIso(text, now) }));
  if (iso.every(({ isRead }) => isRead)) {
    const isLocal = iso.some((each) => each.isLocal);
    return { isLocal, isAmbiguous: false, isDate: texts.every((text) => text.length <= 10) };
  }
  return guessFormats(texts, { now, isMonthFirst });
}

function readIso(text: string, now: number): { isRead: boolean; isLocal: boolean } {
  if ('value' in readInstant(text, { now })) return { isRead: true, isLocal: false };
  return { isRead: 'value' in readInstant(text, { timezone: 'UTC', now }), isLocal: true };
}

function epochOf(texts: readonly string[]): 'seconds' | 'milliseconds' | undefined {
  if (texts.every((text) => /^1\d{9}(\.\d+)?$/.test(text))) return 'seconds';
  return texts.every((text) => /^1\d{12}$/.test(text)) ? 'milliseconds' : undefined;
}

function guessFormats(
  texts: readonly string[],
  { now, isMonthFirst }: { now: number; isMonthFirst?: boolean | undefined },
): DateGuess | undefined {
  const isTwelve = texts.some((text) => /\b[ap]\.?m\b/i.test(text));
  const numeric = (isMonthFirst ?? isTwelve) ? [...monthFirst, ...dayFirst] : [...dayFirst, ...monthFirst];
  const candidates = [...telling, ...numeric].flatMap((date) => times.map((time) => `${date}${time}`));
  const formats: string[] = [];
  let left = texts.filter((text) => !/\b(?:utc|gmt|z)$/i.test(text));
  const isAllLocal = left.length === texts.length;
  left = texts.map((text) => text.replace(/\s*\b(?:utc|gmt|z)$/i, ''));
  while (left.length > 0 && formats.length < 4) {
    let [best, most] = ['', 0];
    for (const format of candidates) {
      const count = left.filter((text) => reads(format, text, now)).length;
      if (count > most) [best, most] = [format, count];
    }
    if (most === 0) return undefined;
    formats.push(best);
    left = left.filter((text) => !reads(best, text, now));
  }
  if (left.length > 0 || clash(formats)) return undefined;
  const other = formats.map(swapped).filter((format) => format !== undefined);
  const isAmbiguous =
    isMonthFirst === undefined &&
    other.length > 0 &&
    texts.every((text) => [...formats, ...other].some((format) => other.includes(format) && reads(format, text, now)));
  return { formats, isLocal: isAllLocal, isAmbiguous, isDate: formats.every((format) => !/[Hh]/.test(format)) };
}

/** Whether a column's numeric dates tell that the month stands first; undefined where they do not. */
export function tellsMonthFirst(values: readonly unknown[]): boolean | undefined {
  for (const value of values) {
    const [, first, second] = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b/.exec(tidied(value)) ?? [];
    if (Number(first) > 12) return false;
    if (Number(second) > 12) return true;
  }
  return undefined;
}
