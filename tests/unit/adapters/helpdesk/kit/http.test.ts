import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { retryAfter } from '../../../../../src/adapters/failure.ts';
import { breakdown, refusal } from '../../../../../src/adapters/helpdesk/kit/failure.ts';
import { openPace } from '../../../../../src/adapters/helpdesk/kit/pace.ts';
import { allowances, pauseFor } from '../../../../../src/adapters/helpdesk/kit/rate-limit.ts';
import { withRetries } from '../../../../../src/adapters/helpdesk/kit/retry.ts';
import { UpstreamError } from '../../../../../src/errors.ts';
import { openVirtualClock } from '../../../../helpers/virtual-clock.ts';

const never = new AbortController().signal;
const now = Date.parse('2026-03-02T09:00:00Z');

describe('a pace', () => {
  test('lets no more than its limit start in any minute, however they come', async () => {
    const clock = openVirtualClock('2026-03-02T09:00:00Z');
    const pace = openPace({ limit: 3, windowMs: 60_000, clock });
    const starts: number[] = [];
    for (const pause of [0, 50_000, 0, 0, 0, 0, 0, 0]) {
      clock.advance(pause);
      await pace(never);
      starts.push(clock.now() - now);
    }
    expect(starts).toEqual([0, 50_000, 50_000, 60_000, 110_000, 110_000, 120_000, 170_000]);
  });

  test('counts a request from its answer on, as the service may have counted it no earlier', async () => {
    const clock = openVirtualClock('2026-03-02T09:00:00Z');
    const pace = openPace({ limit: 2, windowMs: 60_000, clock });
    const starts: number[] = [];
    for (const latency of [3000, 1000, 0, 0]) {
      const answered = await pace(never);
      starts.push(clock.now() - now);
      clock.advance(latency);
      answered();
    }
    expect(starts).toEqual([0, 3000, 63_000, 64_000]);
  });

  test('costs nothing to whoever is slow enough', async () => {
    const clock = openVirtualClock('2026-03-02T09:00:00Z');
    const pace = openPace({ limit: 1, windowMs: 60_000, clock });
    for (let start = 0; start < 5; start += 1) {
      await pace(never);
      clock.advance(60_000);
    }
    expect(clock.sleeps).toEqual([]);
  });
});

describe('rate-limit headers', () => {
  const now = Date.parse('2026-03-02T09:00:00Z');

  test.each([
    ['a limit without a reset', { 'x-rate-limit': '700', 'x-rate-limit-remaining': '650' }, [650, 700, null]],
    [
      'a limit with a reset',
      { 'ratelimit-limit': '100', 'ratelimit-remaining': '99', 'ratelimit-reset': '41' },
      [99, 100, 41],
    ],
    [
      'a limit that is reset at an instant',
      { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '99', 'x-ratelimit-reset': String(now / 1000 + 41) },
      [99, 100, 41],
    ],
    ['a list', { 'zendesk-ratelimit-tickets-index': 'total=100; remaining=99; resets=41' }, [99, 100, 41]],
  ])('%s is read', (_, headers, [remaining, limit, resetSeconds]) => {
    expect(allowances(new Headers(headers as Record<string, string>), now)).toEqual([
      { remaining, limit, resetSeconds },
    ]);
  });

  test.each([
    ['none', {}, 0],
    ['plenty left', { 'ratelimit-limit': '100', 'ratelimit-remaining': '11', 'ratelimit-reset': '41' }, 0],
    [
      'the last tenth, which is for others',
      { 'ratelimit-limit': '100', 'ratelimit-remaining': '10', 'ratelimit-reset': '41' },
      41_000,
    ],
    ['little, and no word of when', { 'x-rate-limit': '700', 'x-rate-limit-remaining': '3' }, 10_000],
    ['one left of an unknown limit', { 'ratelimit-remaining': '1', 'ratelimit-reset': '5' }, 5000],
    ['a reset hours away', { 'ratelimit-remaining': '0', 'ratelimit-reset': '7200' }, 300_000],
    ['nonsense', { 'ratelimit-remaining': 'soon', 'x-rate-limit-remaining': '' }, 0],
  ])('%s asks for a pause', (_, headers, ms) => {
    expect(pauseFor(allowances(new Headers(headers as Record<string, string>), now))).toBe(ms);
  });
});

describe('Retry-After', () => {
  test.each([
    ['seconds', { 'retry-after': '93' }, 93],
    ['a date, by our clock', { 'retry-after': 'Mon, 02 Mar 2026 09:00:30 GMT' }, 30],
    [
      "a date, by the service's own clock",
      { 'retry-after': 'Mon, 02 Mar 2026 09:00:30 GMT', date: 'Mon, 02 Mar 2026 09:00:25 GMT' },
      5,
    ],
    ['a date gone by', { 'retry-after': 'Mon, 02 Mar 2026 08:00:00 GMT' }, 0],
    ['nothing', {}, undefined],
    ['nonsense', { 'retry-after': 'later' }, undefined],
  ])('as %s', (_, headers, seconds) => {
    expect(retryAfter(new Headers(headers as Record<string, string>), now)).toBe(seconds);
  });
});

describe('what went wrong', () => {
  const context = { service: 'Zendesk (acme)', path: '/x', advice: { unauthorized: 'Who?', forbidden: 'No.' }, now };
  test.each([
    [301, 'rejected'],
    [400, 'rejected'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'unavailable'],
    [410, 'not-found'],
    [422, 'rejected'],
    [429, 'rate-limited'],
    [502, 'unavailable'],
  ])('status %i is %s', (status, reason) => {
    expect(refusal(new Response(null, { status }), context).reason).toBe(reason);
  });

  test.each([
    ['no connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'unreachable'],
    ['no such host', Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'unreachable'],
    ['a reset', Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'unavailable'],
    ['a time-out', new DOMException('x', 'TimeoutError'), 'unavailable'],
    ['broken JSON', new SyntaxError('x'), 'unavailable'],
  ])('%s is %s', (_, cause, reason) => {
    expect(breakdown(new TypeError('fetch failed', { cause }), context).reason).toBe(reason);
  });

  test('broken JSON is not quoted, not even as the cause', () => {
    const parse = () => JSON.parse('{"subject": My secret') as unknown;
    let cause: unknown;
    try {
      parse();
    } catch (error) {
      cause = error;
    }
    expect(inspect(cause)).toContain('My secret');
    expect(inspect(breakdown(cause, context))).not.toContain('My secret');
  });
});

describe('trying again', () => {
  function failing(reason: 'unavailable' | 'rate-limited' | 'unauthorized', times: number) {
    let tried = 0;
    return () => {
      tried += 1;
      return tried > times
        ? Promise.resolve(tried)
        : Promise.reject(new UpstreamError('Zendesk (acme)', 'no', { reason }));
    };
  }

  test.each([
    ['1, 2, 4 … 60 s after a fault', 'unavailable', [1, 2, 4, 8, 16, 32, 60, 60]],
    ['10, 20, 40, 60 s when asked too often', 'rate-limited', [10, 20, 40, 60, 60]],
  ] as const)(
    'waits longer each time, never less than half nor more than the whole of %s',
    async (_, reason, whole) => {
      const clock = openVirtualClock('2026-03-02T09:00:00Z');
      const times = whole.length;
      await withRetries(failing(reason, times), { tries: times + 1, clock, signal: never, onRetry: () => {} });
      expect(clock.sleeps).toHaveLength(times);
      for (const [at, seconds] of whole.entries()) {
        expect(clock.sleeps[at]).toBeGreaterThanOrEqual(seconds * 500);
        expect(clock.sleeps[at]).toBeLessThanOrEqual(seconds * 1000);
      }
    },
  );

  test('outlasts the minute of a service that counts by it and does not say so', async () => {
    const clock = openVirtualClock('2026-03-02T09:00:00Z');
    const attempt = () =>
      clock.now() < now + 60_000
        ? Promise.reject(new UpstreamError('Chatwoot (acme)', 'no', { reason: 'rate-limited' }))
        : Promise.resolve('answered');
    await expect(withRetries(attempt, { tries: 6, clock, signal: never, onRetry: () => {} })).resolves.toBe('answered');
  });

  test('is of no use where the credentials are wrong', async () => {
    const clock = openVirtualClock('2026-03-02T09:00:00Z');
    const trying = withRetries(failing('unauthorized', 1), { tries: 6, clock, signal: never, onRetry: () => {} });
    await expect(trying).rejects.toMatchObject({ reason: 'unauthorized' });
    expect(clock.sleeps).toEqual([]);
  });
});
