import { UpstreamError, type UpstreamReason } from '../../../errors.ts';
import { codeOf, reasonOfBreak, reasonOfStatus, retryAfter } from '../../failure.ts';

/** What to do about a refusal, in the words of the desk's settings. */
export interface Advice {
  readonly unauthorized: string;
  readonly forbidden: string;
}

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
  if (reasonOfBreak(cause) === 'unreachable') {
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

/** 409 is a clash with another change there, gone a moment later. */
function reasonOf(status: number): UpstreamReason {
  return status === 409 ? 'unavailable' : reasonOfStatus(status);
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
