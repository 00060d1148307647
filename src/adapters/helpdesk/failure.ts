import { UpstreamError, type UpstreamReason } from '../../errors.ts';

/** What to do about a refusal, in the words of the desk's settings. */
export interface Advice {
  readonly unauthorized: string;
  readonly forbidden: string;
}

const noConnection = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** The error for an answer that is not a 2xx, by its status alone: bodies are neither read nor shown. */
export function refusal(
  response: Response,
  { service, path, advice, now }: { service: string; path: string; advice: Advice; now: number },
): UpstreamError {
  const reason = reasonOf(response.status);
  const said = `${path} answered ${response.status}`;
  return new UpstreamError(service, `${said}. ${explain(reason, response, advice)}`, {
    reason,
    retryAfter: retryAfter(response.headers, now),
  });
}

/** The error for a request that got no whole answer: connection refused, reset, timed out, cut short. */
export function breakdown(cause: unknown, { service, path }: { service: string; path: string }): UpstreamError {
  const code = codeOf(cause);
  if (code !== undefined && noConnection.has(code)) {
    return new UpstreamError(service, `no connection (${code}). Check the desk's url and the network.`, {
      reason: 'unreachable',
      cause,
    });
  }
  return new UpstreamError(service, `${path} did not answer completely (${code ?? 'broken answer'}).`, {
    reason: 'unavailable',
    // JSON's own error quotes the body, which may be a customer's words.
    cause: cause instanceof SyntaxError ? undefined : cause,
  });
}

/** Seconds to wait, from a Retry-After in seconds or as a date; a date is measured by the service's own clock where it sends it. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const serverNow = Date.parse(headers.get('date') ?? '');
  return Math.max(0, Math.ceil((until - (Number.isNaN(serverNow) ? now : serverNow)) / 1000));
}

function reasonOf(status: number): UpstreamReason {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 429) return 'rate-limited';
  // 409 is a clash with another change there, gone a moment later.
  return status === 409 || status >= 500 ? 'unavailable' : 'rejected';
}

function explain(reason: UpstreamReason, response: Response, advice: Advice): string {
  if (reason === 'unauthorized') return advice.unauthorized;
  if (reason === 'forbidden') return advice.forbidden;
  if (response.status >= 300 && response.status < 400) {
    return "Redirects are not followed, so that credentials go nowhere else: set the desk's url to the address it moved to.";
  }
  if (reason === 'rate-limited') return 'It was asked too often; the next sync goes on from here.';
  if (reason === 'unavailable') return 'The fault is on its side; the next sync goes on from here.';
  if (reason === 'not-found') return "Check that the desk's url is the service's own address.";
  return 'It will not take this request however often it is tried: please report it to the makers of Deskpulse.';
}

function codeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  if (cause.name === 'TimeoutError') return 'time-out';
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return codeOf(cause.cause);
}
