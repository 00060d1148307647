import { DAY, HOUR, MINUTE, WEEK } from './units.ts';

/** `m` is minutes: no duration here is counted in months. */
const units: ReadonlyMap<string, number> = new Map([
  ...['s'].map((word) => [word, 1] as const),
  ...['m', 'min', 'mins', 'minute', 'minutes'].map((word) => [word, MINUTE] as const),
  ...['h', 'hr', 'hrs', 'hour', 'hours'].map((word) => [word, HOUR] as const),
  ...['d', 'day', 'days'].map((word) => [word, DAY] as const),
  ...['w', 'wk', 'week', 'weeks'].map((word) => [word, WEEK] as const),
]);

/** Seconds in the unit of time a word names, such as `h` or `days`; undefined for any other word. */
export function secondsIn(word: string): number | undefined {
  return units.get(word);
}

/** Seconds that `30m`, `1.5h` or `3 days` stands for; undefined for what is not a number and a unit. */
export function readDuration(text: string): number | undefined {
  const [, number, word = ''] = /^(-?\d+(?:\.\d+)?) ?([a-z]+)$/.exec(text) ?? [];
  const unit = units.get(word);
  return number === undefined || unit === undefined ? undefined : Number(number) * unit;
}

/** The shortest way to write whole minutes that reads back as the same: `7d`, `36h`, `90min`. */
export function durationText(seconds: number): string {
  if (seconds % DAY === 0) return `${seconds / DAY}d`;
  return seconds % HOUR === 0 ? `${seconds / HOUR}h` : `${seconds / MINUTE}min`;
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** In the two largest units that say something: `45 s`, `2 min 30 s`, `1 h 12 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  const sign = seconds < 0 ? '−' : '';
  const total = Math.round(Math.abs(seconds));
  if (total < MINUTE) return `${sign}${total} s`;
  if (total < HOUR) return sign + pair(total, { large: MINUTE, small: 1, names: ['min', 's'] });
  if (total < DAY) {
    return sign + pair(Math.round(total / MINUTE) * MINUTE, { large: HOUR, small: MINUTE, names: ['h', 'min'] });
  }
  return sign + pair(Math.round(total / HOUR) * HOUR, { large: DAY, small: HOUR, names: ['d', 'h'] });
}

function pair(
  total: number,
  { large, small, names }: { large: number; small: number; names: [string, string] },
): string {
  const rest = Math.floor((total % large) / small);
  const first = `${whole.format(Math.floor(total / large))} ${names[0]}`;
  return rest === 0 ? first : `${first} ${rest} ${names[1]}`;
}
