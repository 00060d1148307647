import type { UpstreamReason } from '../errors.ts';

/** Failures before the first byte of a request went out: nothing can have happened there. */
const noConnection = new Set([
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

/** What a status that is no success means. A 3xx is one: redirects are not followed with a token in hand. */
export function reasonOfStatus(status: number): UpstreamReason {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 429) return 'rate-limited';
  // 408 is a gateway's, which cannot tell whether the work was done.
  return status === 408 || status >= 500 ? 'unavailable' : 'rejected';
}

/** What a request that brought no answer means. */
export function reasonOfBreak(error: unknown): 'unreachable' | 'unavailable' {
  return noConnection.has(codeOf(error) ?? '') ? 'unreachable' : 'unavailable';
}

/** The word the system has for a failure, such as `ECONNREFUSED`, looked for in its causes too. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'TimeoutError') return 'time-out';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

/**
 * `Retry-After` in seconds, given as such or as a date, which is measured by the service's own clock where it sends it.
 * @param now epoch milliseconds
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const serverNow = Date.parse(headers.get('date') ?? '');
  return Math.max(0, Math.ceil((until - (Number.isNaN(serverNow) ? now : serverNow)) / 1000));
}
