import { businessHours, segments } from '../../calendar/business-hours.ts';
import { DAY } from '../../calendar/units.ts';
import { findCalendar, findFirstContact, putCalendar } from '../../store/facts/business-hours.ts';
import type { Store } from '../../store/store.ts';
import { scheduleOf, type ServiceLevels } from './levels.ts';
import { schedulesFor } from './own-schedule.ts';

/** How far ahead a desk's business hours are written out, and how far they must at least be. */
const ahead = 400 * DAY;
const leastAhead = 30 * DAY;
/** How long before a desk's first contact a message may lie that the first replies answer. */
const longestWait = 60 * DAY;

/**
 * Write out a desk's business hours, from before its first contact on, so that durations can be told in them. Idempotent:
 * nothing is written while what is there holds.
 */
export async function refreshCalendar(
  store: Store,
  { desk, levels, now }: { desk: string; levels: ServiceLevels; now: number },
): Promise<void> {
  const schedule = scheduleOf(desk, await schedulesFor(store, { desk, schedules: levels.schedules }));
  const known = await findCalendar(store, desk);
  if (!schedule) {
    if (known) await putCalendar(store, desk, undefined);
    return;
  }
  const { timezone, shifts, holidays } = schedule;
  const text = JSON.stringify({ timezone, shifts, holidays });
  const first = Math.min(now, (await findFirstContact(store, desk)) ?? now);
  if (known?.schedule === text && known.from <= first && known.to >= now + leastAhead) return;
  const calendar = { schedule: text, from: first - longestWait, to: now + ahead };
  await putCalendar(store, desk, { calendar, segments: segments(businessHours(schedule), calendar) });
}
