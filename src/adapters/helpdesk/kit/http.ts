import type { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import type { Clock } from './clock.ts';
import { breakdown, refusal, type Advice } from './failure.ts';
import { firstIssue } from './rows.ts';
import type { Pace } from './pace.ts';
import { allowances, pauseFor, type Allowance } from './rate-limit.ts';
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
  readonly headers: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>);
  readonly advice: Advice;
  readonly log: Log;
  readonly clock: Clock;
  /** What its headers say is left of its limits, at an instant in epoch milliseconds; by default those most services send. */
  readonly allowances?: (headers: Headers, now: number) => readonly Allowance[];
  /** The failure that a 200 carries in its body, for services that answer so; it is tried again as any of its kind. */
  readonly failureIn?: (json: unknown, path: string) => UpstreamError | undefined;
}

/** What goes with a request that is no GET: JSON, or a form's fields. */
export type Body = { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> };

/** What every request takes. */
export interface Call {
  readonly signal: AbortSignal;
  /** Attempts at most; six unless given. */
  readonly tries?: number;
}

export interface AskOptions<T> extends Call {
  /** A list goes as the same name several times. */
  readonly query?: Readonly<Record<string, string | number | readonly string[]>>;
  /** The envelope. Rows inside it are better left unknown and checked one by one, so that a bad one spoils no page. */
  readonly as: z.ZodType<T>;
  /** Waited for before every attempt. */
  readonly pace?: Pace;
  /** What an answer without a body stands for; unless given, it is a broken answer. */
  readonly whenEmpty?: unknown;
}

/** What a request is made of, beside its address and credentials. */
interface Sent {
  readonly method: 'GET' | 'POST';
  readonly body?: string | URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Attempt {
  readonly signal: AbortSignal;
  readonly pace: Pace | undefined;
  readonly whenEmpty: unknown;
  readonly sent: Sent;
}

export interface Received<T> {
  readonly body: T;
  readonly headers: Headers;
}

/** A JSON client for one service. Redirects are not followed; answers above 64 MiB are refused. */
export interface Http {
  /**
   * Tried again on 409, 429, 5xx and broken connections; quiet for a while when the headers say that little is left of a limit.
   * @param path below the origin, or an address there, as links to a next page are
   * @throws UpstreamError, or the signal's reason once that is aborted
   */
  get<T>(path: string, options: AskOptions<T>): Promise<Received<T>>;
  /** For questions that take a body: what is asked must be safe to ask twice. @throws as `get` */
  post<T>(path: string, body: Body, options: AskOptions<T>): Promise<Received<T>>;
}

export function openHttp(options: HttpOptions): Http {
  const { service, origin, headers, advice, log, clock, failureIn = () => undefined } = options;
  const allowancesOf = options.allowances ?? allowances;
  let quietUntil = 0;

  async function attempt(url: URL, { signal, pace, whenEmpty, sent }: Attempt) {
    const wait = quietUntil - clock.now();
    const path = url.pathname;
    if (wait > 0) {
      log.info({ service, path, waitMs: wait }, 'little is left of a rate limit');
      await clock.sleep(wait, signal);
    }
    const answered = await pace?.(signal);
    try {
      const response = await fetch(url, {
        ...sent,
        headers: {
          accept: 'application/json',
          ...(typeof headers === 'function' ? headers() : headers),
          ...sent.headers,
        },
        redirect: 'manual',
        signal: AbortSignal.any([signal, clock.deadline(attemptLimitMs)]),
      }).finally(answered);
      const left = allowancesOf(response.headers, clock.now());
      quietUntil = Math.max(quietUntil, clock.now() + pauseFor(left));
      if (!response.ok) {
        await response.body?.cancel();
        throw refusal(response, { service, path, advice, now: clock.now() });
      }
      const text = await readText(response, service);
      const json = text === '' && whenEmpty !== undefined ? whenEmpty : (JSON.parse(text) as unknown);
      const failure = failureIn(json, path);
      if (failure !== undefined) throw failure;
      return { json, headers: response.headers };
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof UpstreamError ? error : breakdown(error, { service, path });
    }
  }

  async function ask<T>(path: string, sent: Sent, options: AskOptions<T>): Promise<Received<T>> {
    const { query = {}, as, signal, pace, tries = defaultTries, whenEmpty } = options;
    const url = new URL(path, origin);
    if (url.origin !== new URL(origin).origin) {
      throw new UpstreamError(service, `a link led to ${url.host}, where no request goes.`, { reason: 'rejected' });
    }
    for (const [name, value] of Object.entries(query)) {
      for (const one of typeof value === 'object' ? value : [value]) url.searchParams.append(name, String(one));
    }
    const received = await withRetries(() => attempt(url, { signal, pace, whenEmpty, sent }), {
      tries,
      clock,
      signal,
      onRetry: (error, waitMs) =>
        log.warn({ service, path: url.pathname, reason: error.reason, waitMs }, 'request is tried again'),
    });
    const parsed = as.safeParse(received.json);
    if (parsed.success) return { body: parsed.data, headers: received.headers };
    throw new UpstreamError(service, `${url.pathname} answered in an unknown shape (${firstIssue(parsed.error)}).`, {
      reason: 'unavailable',
    });
  }

  return {
    get: (path, options) => ask(path, { method: 'GET' }, options),
    post: (path, body, options) => ask(path, { method: 'POST', ...encode(body) }, options),
  };
}

function encode(body: Body): Omit<Sent, 'method'> {
  if ('form' in body) return { body: new URLSearchParams(body.form) };
  return { body: JSON.stringify(body.json), headers: { 'content-type': 'application/json' } };
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
