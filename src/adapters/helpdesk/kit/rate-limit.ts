import { z } from 'zod';

/** What a service says is left of one of its limits. */
export interface Allowance {
  readonly remaining: number;
  readonly limit: number | null;
  /** Seconds until it is whole again, where the service tells. */
  readonly resetSeconds: number | null;
}

/** The share of every limit that is left to the desk's other integrations. */
const reserve = 0.1;
const pauseWithoutResetSeconds = 10;
const longestPauseSeconds = 300;

/**
 * Every limit the headers tell of: `x-rate-limit-*`, `x-ratelimit-*`, `ratelimit-*`, and lists such as
 * `total=100; remaining=99; resets=41`. A reset is in seconds, or, where it is a date's number, at that epoch second.
 * @param now epoch milliseconds
 */
export function allowances(headers: Headers, now: number): Allowance[] {
  const plain = [
    { remaining: 'x-rate-limit-remaining', limit: 'x-rate-limit' },
    { remaining: 'x-ratelimit-remaining', limit: 'x-ratelimit-limit', reset: 'x-ratelimit-reset' },
    { remaining: 'ratelimit-remaining', limit: 'ratelimit-limit', reset: 'ratelimit-reset' },
  ].flatMap((names) => allowanceNamed(headers, names, now));
  const listed = [...headers]
    .filter(([name]) => name.includes('ratelimit'))
    .map(([, value]) => ({
      remaining: figure(listedFigure(value, 'remaining')),
      limit: figure(listedFigure(value, 'total')),
      resetSeconds: figure(listedFigure(value, 'resets')),
    }));
  return [
    ...plain,
    ...listed.flatMap(({ remaining, ...rest }) => (remaining === null ? [] : [{ remaining, ...rest }])),
  ];
}

/** The limit that headers of these names tell of, for services with names of their own; none when they are missing. */
export function allowanceNamed(
  headers: Headers,
  names: { remaining: string; limit?: string; reset?: string },
  now: number,
): Allowance[] {
  const [remaining, limit, reset] = [names.remaining, names.limit, names.reset].map((name) =>
    name === undefined ? null : figure(headers.get(name)),
  );
  if (remaining === null || remaining === undefined) return [];
  return [{ remaining, limit: limit ?? null, resetSeconds: reset == null ? null : secondsUntil(reset, now) }];
}

/** Milliseconds to stay quiet after an answer that leaves these, so that no limit is used up; 0 when enough is left. */
export function pauseFor(left: readonly Allowance[]): number {
  const pauses = left
    .filter(({ remaining, limit }) => remaining <= Math.max(1, Math.ceil((limit ?? 0) * reserve)))
    .map(({ resetSeconds }) => resetSeconds ?? pauseWithoutResetSeconds);
  return Math.min(longestPauseSeconds, Math.max(0, ...pauses)) * 1000;
}

/** No window is longer than a year: what is larger than its seconds is an instant. */
function secondsUntil(reset: number, now: number): number {
  return reset < 366 * 86_400 ? reset : Math.max(0, Math.ceil(reset - now / 1000));
}

function listedFigure(value: string, name: string): string | null {
  return new RegExp(`(?:^|[;,\\s])${name}=(\\d+)`).exec(value)?.[1] ?? null;
}

function figure(value: string | null): number | null {
  return z.coerce
    .number()
    .min(0)
    .nullable()
    .catch(null)
    .parse(value === null || value.trim() === '' ? null : value);
}
