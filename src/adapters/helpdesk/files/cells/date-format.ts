// By file: the whole of date-fns takes a second to load.
import { format as write } from 'date-fns/format';
import { parse } from 'date-fns/parse';
import { tz } from '@date-fns/tz';

const utc = tz('UTC');
/** An instant whose year, month, day, hour and minute all differ, and none of which is a month by itself but the month. */
const probe = Date.UTC(2023, 10, 25, 14, 37, 48);
/** Times that are no date: seconds or milliseconds since 1970. */
const epochs: Readonly<Record<string, number>> = { seconds: 1, t: 1, milliseconds: 1000, T: 1000 };

/** A format's tokens, without the text it quotes. */
function tokensOf(format: string): string {
  return format.replaceAll(/'[^']*'/g, '');
}

/** How many of a format's units make a second, for a number since 1970; undefined for a written date. */
export function epochUnit(format: string): number | undefined {
  return Object.hasOwn(epochs, format) ? epochs[format] : undefined;
}

/** Whether a format itself says which instant is meant: an offset or a timestamp. */
export function namesOffset(format: string): boolean {
  return epochUnit(format) !== undefined || /[xXtT]/.test(tokensOf(format));
}

/** What a written time is by a format, in milliseconds as if it were UTC; NaN when it is not written so. */
export function parseAs(text: string, format: string, now: number): number {
  // Of a year with two digits the century nearest to now is meant.
  const reference = utc(Date.UTC(new Date(now * 1000).getUTCFullYear(), 0, 1));
  return parse(text, format, reference, { in: utc }).getTime();
}

/** What keeps a format from telling one instant, and what to write instead; undefined for a good one. */
export function formatProblem(format: string): string | undefined {
  if (epochUnit(format) !== undefined) return undefined;
  const tokens = tokensOf(format);
  if (/[DY]/.test(tokens)) {
    return 'expected date-fns tokens such as dd/MM/yyyy HH:mm (days are d, years y)';
  }
  if (!isReadable(format)) return 'expected date-fns tokens such as dd/MM/yyyy HH:mm, or seconds or milliseconds';
  if (/[tTP]/.test(tokens)) return undefined;
  if (/R/.test(tokens) && /I/.test(tokens) && /[ie]/.test(tokens)) return undefined;
  const missing = [
    ...(/[yu]/.test(tokens) ? [] : ['a year (yyyy)']),
    ...(/[ML]/.test(tokens) ? [] : [/mm/.test(tokens) ? 'a month (MM; mm are minutes)' : 'a month (MM)']),
    ...(/d/.test(tokens) ? [] : ['a day (dd)']),
  ];
  if (missing.length > 0) return `expected a format with ${missing.join(' and ')}`;
  if (/[hK]/.test(tokens) && !/[abB]/.test(tokens)) {
    return 'expected a (AM or PM) beside hours up to 12 (hh), or hours up to 24 (HH)';
  }
  return undefined;
}

/** Whether date-fns can read a time back that it wrote so. */
function isReadable(format: string): boolean {
  try {
    return !Number.isNaN(parseAs(write(utc(probe), format, { in: utc }), format, probe / 1000));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Two formats of one column by which the same text may be two dates: `dd/MM/yyyy` and `MM/dd/yyyy`. */
export function clash(formats: readonly string[]): readonly [string, string] | undefined {
  const written = Date.UTC(2023, 1, 3, 4, 5, 6);
  for (const [index, one] of formats.entries()) {
    for (const other of formats.slice(index + 1)) {
      if (epochUnit(one) !== undefined || epochUnit(other) !== undefined) continue;
      const text = write(utc(written), one, { in: utc });
      const [read, again] = [parseAs(text, one, written / 1000), parseAs(text, other, written / 1000)];
      if (!Number.isNaN(again) && again !== read) return [one, other];
    }
  }
  return undefined;
}
