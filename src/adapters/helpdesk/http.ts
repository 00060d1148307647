import type { z } from 'zod';
import { UpstreamError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Clock } from './clock.ts';
import { breakdown, refusal, type Advice } from './failure.ts';
import { firstIssue } from './issue.ts';
import type { Pace } from './pace.ts';
import { pauseFor } from './rate-limit.ts';
import { withRetries } from './retry.ts';

/** One attempt, from the connection to the last byte. */
const attemptLimitMs = 60_000;
const defaultTries = 6;
const largestBody = 64 * 1024 * 1024;

export interface HttpOptions {
  /** As operators know it: `Zendesk (acme)`. */
  readonly service: string;
  /** Scheme and host. No request, and so no credential, goes anywhere else. */
  readonly origin: string;
  /** Sent with every request: the credentials. */
  readonly headers: Readonly<Record<string, string>>;
  readonly advice: Advice;
  readonly log: Log;
  readonly clock: Clock;
}

interface GetOptions<T> {
  readonly query?: Readonly<Record<string, string | number>>;
  /** The envelope. Rows inside it are better left unknown and checked one by one, so that a bad one spoils no page. */
  readonly as: z.ZodType<T>;
  readonly signal: AbortSignal;
  /** Waited for before every attempt. */
  readonly pace?: Pace;
  readonly tries?: number | undefined;
}

interface Received<T> {
  readonly body: T;
  readonly headers: Headers;
}

/** A JSON client for one service. Redirects are not followed; answers above 64 MiB are refused. */
export interface Http {
  /**
   * Tried again on 409, 429, 5xx and broken connections; quiet for a while when the headers say that little is left of a limit.
   * @throws UpstreamError, or the signal's reason once that is aborted
   */
  get<T>(path: string, options: GetOptions<T>): Promise<Received<T>>;
}

export function openHttp({ service, origin, headers, advice, log, clock }: HttpOptions): Http {
  let quietUntil = 0;

  async function attempt(url: URL, { signal, pace }: { signal: AbortSignal; pace: Pace | undefined }) {
    const wait = quietUntil - clock.now();
    const path = url.pathname;
    if (wait > 0) {
      log.info({ service, path, waitMs: wait }, 'little is left of a rate limit');
      await clock.sleep(wait, signal);
    }
    await pace?.(signal);
    try {
      const response = await fetch(url, {
        headers: { ...headers, accept: 'application/json' },
        redirect: 'manual',
        signal: AbortSignal.any([signal, clock.deadline(attemptLimitMs)]),
      });
      quietUntil = Math.max(quietUntil, clock.now() + pauseFor(response.headers));
      if (!response.ok) {
        await response.body?.cancel();
        throw refusal(response, { service, path, advice, now: clock.now() });
      }
      return { json: JSON.parse(await readText(response, service)) as unknown, headers: response.headers };
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof UpstreamError ? error : breakdown(error, { service, path });
    }
  }

  return {
    async get(path, { query = {}, as, signal, pace, tries = defaultTries }) {
      const url = new URL(path, origin);
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
      const received = await withRetries(() => attempt(url, { signal, pace }), {
        tries,
        clock,
        signal,
        onRetry: (error, waitMs) => log.warn({ service, path, reason: error.reason, waitMs }, 'request is tried again'),
      });
      const parsed = as.safeParse(received.json);
      if (parsed.success) return { body: parsed.data, headers: received.headers };
      throw new UpstreamError(service, `${path} answered in an unknown shape (${firstIssue(parsed.error)}).`, {
        reason: 'unavailable',
      });
    },
  };
}

async function readText(response: Response, service: string): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > largestBody) {
      throw new UpstreamError(service, 'an answer was larger than 64 MiB.', { reason: 'rejected' });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
