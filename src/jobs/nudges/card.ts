import { formatMoment } from '../../calendar/format.ts';
import { dateText, timeText } from '../../calendar/wall.ts';
import { wallOf } from '../../calendar/zone.ts';
import type { Card } from '../../chat.ts';
import type { LiveClock } from './clocks.ts';

const what: Record<LiveClock['kind'], string> = {
  first_reply: 'first reply',
  next_reply: 'reply',
  resolution: 'resolution',
};

/** What an agent is told about clocks of theirs that run out, soonest first, as of `now` (epoch seconds). */
export function nudgeCard(clocks: readonly LiveClock[], { now, timezone }: { now: number; timezone: string }): Card {
  const tickets = new Set(clocks.map(({ desk, ticket }) => JSON.stringify([desk, ticket]))).size;
  const finding = tickets === 1 ? 'A ticket of yours breaches soon' : `${tickets} tickets of yours breach soon`;
  const items = clocks.map(({ ticket, subject, url, kind, target_at }) => ({
    title: subject ?? `Ticket ${ticket}`,
    detail: `${what[kind]} due ${localTime(target_at, { now, timezone })} (in ${wait(target_at - now)}), ticket ${ticket}`,
    ...(url === null ? {} : { url }),
  }));
  const sample = clocks.some(({ is_sample }) => is_sample) ? ['Sample data: nobody’s real ticket'] : [];
  return {
    summary: finding,
    blocks: [
      { type: 'finding', text: finding, tone: 'plain' },
      { type: 'items', isOrdered: false, items },
      { type: 'footer', lines: [`Times are ${timezone}`, ...sample] },
    ],
  };
}

/** The time of day, with its date when that is not today. */
function localTime(instant: number, { now, timezone }: { now: number; timezone: string }): string {
  const wall = wallOf(instant, timezone);
  const isToday = dateText(wall) === dateText(wallOf(now, timezone));
  return isToday ? timeText(wall - (wall % 60)) : formatMoment(instant - (wall % 60), timezone);
}

function wait(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
