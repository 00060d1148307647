// By file: the whole of date-fns takes a second to load.
import { format as write } from 'date-fns/format';
import { parse } from 'date-fns/parse';
import { tz } from '@date-fns/tz';
import type { Reading } from './reading.ts';
import { instantsAt } from './wall-time.ts';

/** How a file writes its times, where that is not ISO 8601 with an offset. */
export interface Dates {
  /** date-fns tokens, such as `dd/MM/yyyy HH:mm`; absent: ISO 8601. */
  readonly format?: string | undefined;
  /** IANA zone of times that name no offset. */
  readonly timezone?: string | undefined;
}

const iso =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d+)?)?(?<offset>Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
const utc = tz('UTC');

/** A format's tokens, without the text it quotes. */
function tokensOf(format: string): string {
  return format.replaceAll(/'[^']*'/g, '');
}

/** Whether a date-fns format itself says which instant is meant: an offset or a timestamp. */
export function namesOffset(format: string): boolean {
  return /[xXtT]/.test(tokensOf(format));
}

/** Whether date-fns can read a time back that it wrote so. D and Y, which it has for other calendars, are refused. */
export function isFormat(format: string): boolean {
  if (/[DY]/.test(tokensOf(format))) return false;
  try {
    return !Number.isNaN(parse(write(utc(0), format, { in: utc }), format, utc(0), { in: utc }).getTime());
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function offsetSeconds(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(':', '') || '0');
  return (text.startsWith('-') ? -60 : 60) * (hours * 60 + minutes);
}

function inZone(wall: number, zone: string | undefined): Reading<number> {
  if (zone === undefined) {
    return { expected: 'a time with its offset or Z, such as 2026-03-02T08:00:00Z (or a mapping that names the zone)' };
  }
  const [instant, other] = instantsAt(wall, zone);
  if (instant === undefined)
    return { expected: `a time that exists in ${zone}, whose clocks were put forward over it` };
  if (other !== undefined) {
    return { expected: `a time with its offset, as ${zone} had it twice when clocks were put back` };
  }
  return { value: instant };
}

function readIso(text: string, zone: string | undefined): Reading<number> {
  const parts = iso.exec(text)?.groups;
  if (!parts) return { expected: 'an ISO 8601 time such as 2026-03-02T08:00:00Z' };
  const { year, month, day, hour = '00', minute = '00', second = '00', offset } = parts;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const wall = Date.parse(`${written}Z`);
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 19) !== written) {
    return { expected: 'a date and time that exist' };
  }
  return offset === undefined ? inZone(wall / 1000, zone) : { value: wall / 1000 - offsetSeconds(offset) };
}

/** A written time as epoch seconds; fractions of a second are dropped. */
export function readInstant(text: string, { format, timezone }: Dates): Reading<number> {
  if (format === undefined) return readIso(text, timezone);
  const parsed = Math.floor(parse(text, format, utc(0), { in: utc }).getTime() / 1000);
  if (Number.isNaN(parsed)) return { expected: `a time written as ${format}` };
  return namesOffset(format) ? { value: parsed } : inZone(parsed, timezone);
}
