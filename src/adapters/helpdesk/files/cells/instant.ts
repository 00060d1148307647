import { instantsAt } from '../../../../calendar/zone.ts';
import { zonesMeantBy } from '../../../../calendar/zone-name.ts';
import { epochUnit, namesOffset, parseAs } from './date-format.ts';
import type { Reading } from './reading.ts';

/** How a column writes its times, where that is not ISO 8601 with an offset. */
export interface Dates {
  /** date-fns tokens, such as `dd/MM/yyyy HH:mm`, tried in this order; absent: ISO 8601. */
  readonly formats?: readonly string[] | undefined;
  /** Zone of times that name no offset. */
  readonly timezone?: string | undefined;
}

const iso =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d+)?)?(?: ?(?<offset>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?)?$/i;
const greenwich = /\s*\b(?:UTC|GMT|Z)$/i;
const abbreviation = /\s(?<name>[A-Z]{2,5})$/;
const halves = new Set(['AM', 'PM']);

function offsetSeconds(text: string): number {
  if (/^(z|utc|gmt)$/i.test(text)) return 0;
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

function readIso(text: string, zone: string | undefined): Reading<number> | undefined {
  const parts = iso.exec(text)?.groups;
  if (!parts) return undefined;
  const { year, month, day, hour = '00', minute = '00', second = '00', offset } = parts;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const wall = Date.parse(`${written}Z`);
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 19) !== written) {
    return { expected: 'a date and time that exist' };
  }
  return offset === undefined ? inZone(wall / 1000, zone) : { value: wall / 1000 - offsetSeconds(offset) };
}

function readFormat(
  text: string,
  format: string,
  { timezone, now }: Dates & { readonly now: number },
): Reading<number> | undefined {
  const unit = epochUnit(format);
  if (unit !== undefined) return /^\d+(\.\d+)?$/.test(text) ? { value: Math.floor(Number(text) / unit) } : undefined;
  const isGreenwich = !namesOffset(format) && greenwich.test(text);
  const parsed = Math.floor(parseAs(isGreenwich ? text.replace(greenwich, '') : text, format, now) / 1000);
  if (Number.isNaN(parsed)) return undefined;
  return isGreenwich || namesOffset(format) ? { value: parsed } : inZone(parsed, timezone);
}

/** A written time as epoch seconds; fractions of a second are dropped. A date of a spreadsheet shows the clocks of the zone. */
export function readInstant(cell: unknown, dates: Dates & { readonly now: number }): Reading<number> {
  const { formats, timezone } = dates;
  if (cell instanceof Date) return inZone(Math.round(cell.getTime() / 1000), timezone);
  if (typeof cell !== 'string' && typeof cell !== 'number') return { expected: 'a time' };
  const text = String(cell).replaceAll(/\s+/gu, ' ').trim();
  if (formats === undefined) return readIso(text, timezone) ?? { expected: isoExpected(text) };
  for (const format of formats) {
    const reading = readFormat(text, format, dates);
    if (reading) return reading;
  }
  // What says all by itself needs no format.
  if (iso.exec(text)?.groups?.['offset'] !== undefined)
    return readIso(text, timezone) ?? { expected: isoExpected(text) };
  return { expected: meantZone(text) ?? `a time written as ${formats.join(' or ')}` };
}

function isoExpected(text: string): string {
  if (/^\d{9,13}(\.\d+)?$/.test(text)) {
    const unit = text.split('.')[0]?.length === 13 ? 'milliseconds' : 'seconds';
    return `an ISO 8601 time such as 2026-03-02T08:00:00Z; format: ${unit} in a mapping reads this number`;
  }
  return meantZone(text) ?? 'an ISO 8601 time such as 2026-03-02T08:00:00Z';
}

/** For a time that ends in an abbreviation of a zone. */
function meantZone(text: string): string | undefined {
  const name = abbreviation.exec(text)?.groups?.['name'];
  const zones = name === undefined || halves.has(name) ? [] : zonesMeantBy(name);
  if (zones.length === 0) return undefined;
  return `a time with its offset instead of ${name}, which may mean ${zones.join(' or ')}`;
}
