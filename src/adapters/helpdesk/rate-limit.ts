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

/** Every limit the headers tell of: `x-rate-limit-*`, `ratelimit-*`, and lists such as `total=100; remaining=99; resets=41`. */
export function allowances(headers: Headers): Allowance[] {
  const plain = [
    { remaining: 'x-rate-limit-remaining', limit: 'x-rate-limit', reset: null },
    { remaining: 'ratelimit-remaining', limit: 'ratelimit-limit', reset: 'ratelimit-reset' },
  ].map((names) => ({
    remaining: figure(headers.get(names.remaining)),
    limit: figure(headers.get(names.limit)),
    resetSeconds: names.reset === null ? null : figure(headers.get(names.reset)),
  }));
  const listed = [...headers]
    .filter(([name]) => name.includes('ratelimit'))
    .map(([, value]) => ({
      remaining: figure(listedFigure(value, 'remaining')),
      limit: figure(listedFigure(value, 'total')),
      resetSeconds: figure(listedFigure(value, 'resets')),
    }));
  return [...plain, ...listed].flatMap(({ remaining, ...rest }) =>
    remaining === null ? [] : [{ remaining, ...rest }],
  );
}

/** Milliseconds to stay quiet after an answer with these headers, so that no limit is used up; 0 when enough is left. */
export function pauseFor(headers: Headers): number {
  const pauses = allowances(headers)
    .filter(({ remaining, limit }) => remaining <= Math.max(1, Math.ceil((limit ?? 0) * reserve)))
    .map(({ resetSeconds }) => resetSeconds ?? pauseWithoutResetSeconds);
  return Math.min(longestPauseSeconds, Math.max(0, ...pauses)) * 1000;
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
