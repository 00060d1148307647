import { DAY } from './units.ts';
import { addUnits, dateAt, dateText, isoWeekAt, timeText, two, type DayUnit, type Weekday } from './wall.ts';

/** Dates of whole units, as the grammar reads them: `2026-11-09`, `2026-w46`, `2026-11`, `2026-q4`, `2026`, `2026-11-01..2026-11-15`. */
export function periodLabel(midnight: number, length: { unit: DayUnit; count: number; weekStart: Weekday }): string {
  const { unit, count, weekStart } = length;
  if (count !== 1) return spanLabel(midnight, addUnits(midnight, count, unit));
  if (unit === 'day') return dateText(midnight);
  if (unit === 'week') {
    const { year, week } = isoWeekAt(midnight, weekStart);
    return `${year}-w${two(week)}`;
  }
  const { year, month } = dateAt(midnight);
  if (unit === 'month') return `${year}-${two(month)}`;
  return unit === 'quarter' ? `${year}-q${Math.ceil(month / 3)}` : `${year}`;
}

/** A stretch between two walls: inclusive dates where both are midnights (`2026-11-01..2026-11-15`), else times. */
export function spanLabel(from: number, to: number): string {
  if (from % DAY === 0 && to % DAY === 0 && from < to) return `${dateText(from)}..${dateText(to - DAY)}`;
  return `${dateText(from)}T${timeText(from)}..${dateText(to)}T${timeText(to)}`;
}
