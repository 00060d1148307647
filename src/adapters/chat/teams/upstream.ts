import { z } from 'zod';
import { UpstreamError, type UpstreamReason } from '../../../errors.ts';

const service = 'Teams';

const reasons: Readonly<Record<number, UpstreamReason>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  /** A gateway's, which cannot tell whether the work was done. */
  408: 'unavailable',
  410: 'not-found',
  429: 'rate-limited',
};

/** Failures before the first byte of a request went out. */
const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Microsoft's two ways to name a failure: the connector's and the login's. */
const named = z.union([
  z.object({ error: z.object({ code: z.string() }) }).transform(({ error }) => error.code),
  z.object({ error: z.string() }).transform(({ error }) => error),
]);

/** What stood in an answer that was not a success. */
const cause = z.object({ status: z.number(), code: z.string() });

const stopping = new Set(['BotNotInConversationRoster', 'ConversationBlockedByUser', 'BotDisabledByAdmin']);

/** A failure that came as an answer. A 3xx is one: redirects are not followed with a token in hand. */
export function refused(action: string, response: Response, body: unknown): UpstreamError {
  const { status } = response;
  const code = named.safeParse(body).data ?? '';
  return new UpstreamError(service, `${action} was answered with ${status} ${code}`.trimEnd(), {
    reason: reasons[status] ?? (status >= 500 ? 'unavailable' : 'rejected'),
    cause: { status, code } satisfies z.output<typeof cause>,
    retryAfter: retryAfter(response.headers.get('retry-after'), Date.now()),
  });
}

/** A failure without an answer: no connection, a connection that broke, or silence. */
export function broken(action: string, error: unknown): UpstreamError {
  const reason = unreachable.has(codeOf(error)) ? 'unreachable' : 'unavailable';
  return new UpstreamError(service, `${action} got no answer (${codeOf(error)})`, { reason, cause: error });
}

/** An answer of success that does not say what it should. */
export function garbled(action: string, error?: unknown): UpstreamError {
  return new UpstreamError(service, `${action} was answered with something unreadable`, {
    reason: 'unavailable',
    cause: error,
  });
}

export function unknownConversation(): UpstreamError {
  return new UpstreamError(
    service,
    'the bot has not met this conversation; add the app to it, or mention the bot there once',
    { reason: 'not-found' },
  );
}

export function stopped(): UpstreamError {
  return new UpstreamError(
    service,
    'the bot was removed from this conversation or blocked in it; add the app to it again',
    { reason: 'forbidden' },
  );
}

/** Whether an error means that nothing can be posted in that conversation until the app is added again. */
export function isStopping(error: unknown): boolean {
  if (!(error instanceof UpstreamError) || error.reason !== 'forbidden') return false;
  return stopping.has(cause.safeParse(error.cause).data?.code ?? '');
}

/** `Retry-After` in seconds, given as such or as a date. */
function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.cause instanceof Error) return codeOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
