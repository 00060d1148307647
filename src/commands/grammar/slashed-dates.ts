import type { Clock } from '../../calendar/period.ts';
import { dateAt, dateText, wallOfDate } from '../../calendar/wall.ts';
import { monthNames } from './calendar-names.ts';
import { anchorAt, type Anchor, type Found } from './found.ts';
import { dayOf } from './yearly.ts';

/** `25/10`, `25/10/2026`, `25.10.2026`: with slashes the order of day and month is not known. */
export function readSlashed(key: string, next: number, clock: Clock): Found<Anchor> | undefined {
  const [, first, second, year] = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(key) ?? [];
  const [, dotDay, dotMonth, dotYear] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(key) ?? [];
  if (dotDay !== undefined) {
    const date = { year: Number(dotYear), month: Number(dotMonth), day: Number(dotDay) };
    return anchorAt(key, { midnight: wallOfDate(date), unit: 'day', next });
  }
  if (first === undefined || second === undefined) return undefined;
  const read = (day: string, month: string) => dayOf({ day: Number(day), month: Number(month) }, { year, clock });
  const [dayFirst, monthFirst] = [read(first, second), read(second, first)];
  if (dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst) {
    const options = [dayFirst, monthFirst].map((midnight) => ({ label: dayLabel(midnight), text: dateText(midnight) }));
    const message = `“${key}” could be ${options.map(({ label }) => label).join(' or ')}. Which one?`;
    return { problem: { kind: 'ask', message, options }, next };
  }
  return anchorAt(key, { midnight: dayFirst ?? monthFirst, unit: 'day', next, isYearImplied: year === undefined });
}

function dayLabel(midnight: number): string {
  const { year, month, day } = dateAt(midnight);
  // Of a month's names the one in full comes first.
  const name = [...monthNames].find(([, number]) => number === month)?.[0] ?? '';
  return `${day} ${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}`;
}
