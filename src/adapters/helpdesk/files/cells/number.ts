import type { Reading } from './reading.ts';
import { tidy } from './text.ts';

/** The sign before the decimals; undefined: as the number shows, and one that does not show it is refused. */
export type Decimal = '.' | ',' | undefined;

/** Greater ones are no figure of any desk, and would end the sums they go into. */
const greatest = 1e15;
const codes = new Set(Intl.supportedValuesOf('currency'));
const sign =
  /^(?:[A-Z]{1,3})?\p{Sc}|(?:[A-Z]{1,3})?\p{Sc}$|^(?:kr|zł|lei|Kč|Ft|Fr)\.?\s|\s?(?:kr|zł|lei|Kč|Ft|Fr)\.?$/u;

/** A written number: currency signs and thousands are taken off where the number shows, or the mapping says, which they are. */
export function readNumber(cell: unknown, decimal: Decimal): Reading<number> {
  const expected = `a number such as ${decimal === ',' ? '12,5' : '12.5'}`;
  if (typeof cell === 'number') return bounded(cell, expected);
  if (typeof cell !== 'string') return { expected };
  const { digits, isNegative } = withoutSigns(tidy(cell));
  const read = withPoint(digits, decimal);
  if (read === 'ambiguous') {
    return { expected: 'a number that can be read one way only: decimal: "." or decimal: "," in a mapping says which' };
  }
  if (read === undefined) return { expected };
  return bounded(isNegative ? -Number(read) : Number(read), expected);
}

function bounded(value: number, expected: string): Reading<number> {
  if (!Number.isFinite(value)) return { expected };
  return Math.abs(value) <= greatest ? { value } : { expected: `a number of at most ${greatest}` };
}

/** A number without its currency; what is negative has a minus before or behind the currency, or stands in brackets. */
function withoutSigns(text: string): { digits: string; isNegative: boolean } {
  const [, inBrackets] = /^\((.*)\)$/.exec(text) ?? [];
  let rest = (inBrackets ?? text).replaceAll('−', '-');
  let isNegative = inBrackets !== undefined;
  for (const side of ['outside', 'inside'] as const) {
    const minus = /^[+-]\s*/.exec(rest)?.[0];
    if (minus !== undefined) rest = rest.slice(minus.length);
    isNegative ||= minus?.startsWith('-') === true;
    if (side === 'outside') rest = withoutCurrency(rest);
  }
  return { digits: rest, isNegative };
}

function withoutCurrency(text: string): string {
  const code = /^[A-Z]{3}(?![A-Za-z])|(?<![A-Za-z])[A-Z]{3}$/.exec(text)?.[0];
  return (code !== undefined && codes.has(code) ? text.replace(code, '') : text.replace(sign, '')).trim();
}

/** As JavaScript writes it; undefined for what is no number, `ambiguous` for what is a thousand to some and one to others. */
function withPoint(text: string, decimal: Decimal): string | undefined {
  const digits = text.replaceAll(/(?<=\d)[\s'’](?=\d{3}(?!\d))/gu, '');
  if (/^(?:\d+|(?:\d+|\d*\.\d+)e[+-]?\d{1,3})$/i.test(digits)) return digits;
  const marks = digits.replaceAll(/\d/g, '').split('');
  if (marks.length === 0 || marks.some((mark) => mark !== '.' && mark !== ',')) return undefined;
  const point = decimal ?? pointOf(marks);
  if (point === undefined) return isGrouped(digits, ',') && !digits.startsWith('0') ? 'ambiguous' : undefined;
  const group = point === ',' ? '.' : ',';
  const [whole = '', fraction, ...more] = digits.split(point);
  if (more.length > 0 || fraction === '' || fraction?.includes(group)) return undefined;
  if (!/^\d*$/.test(whole) && !isGrouped(whole, group)) return undefined;
  return `${whole.replaceAll(group, '') || '0'}.${fraction ?? '0'}`;
}

/** Which of the marks of a number stands before its decimals; undefined for `1,5` and `1,234`. A point alone does. */
function pointOf(marks: readonly string[]): '.' | ',' | undefined {
  const last = marks.at(-1) === ',' ? ',' : '.';
  if (new Set(marks).size > 1) return last;
  if (marks.length > 1) return last === ',' ? '.' : ',';
  return last === '.' ? '.' : undefined;
}

/** Whether marks part thousands, or, as in India, hundreds above the first thousand. */
function isGrouped(text: string, mark: '.' | ','): boolean {
  return new RegExp(String.raw`^\d{1,3}(?:[${mark}]\d{2,3})*[${mark}]\d{3}$`).test(text);
}
