/** A mistake its maker can mend. The message is the answer: what was expected, what came, what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Stable kebab-case word for programs, such as `unknown-metric`. */
  readonly code: string;
  /** Commands or values that would have been understood, nearest first. */
  readonly suggestions: readonly string[];

  constructor(code: string, message: string, suggestions: readonly string[] = []) {
    super(message);
    this.code = code;
    this.suggestions = suggestions;
  }
}

/**
 * How somebody else's service failed us.
 *
 * - `unauthorized` our credentials are not accepted (401) · `forbidden` they lack a right (403)
 * - `not-found` the thing is gone (404, 410) · `rate-limited` asked too often (429)
 * - `rejected` the request was understood and refused; trying it again unchanged is useless
 * - `unreachable` no connection came about, so nothing happened there
 * - `unavailable` a 5xx, a time-out, a reset or a broken answer: what was asked **may have happened**
 */
export type UpstreamReason =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  | 'rejected'
  | 'unreachable'
  | 'unavailable';

/** A failure of somebody else's service, made at the adapter's edge by status, never by reading messages. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  /** Who failed, as an operator knows it: `Slack`, `Zendesk (acme)`. */
  readonly service: string;
  readonly reason: UpstreamReason;
  /** Seconds the service asked us to wait, when it said so. */
  readonly retryAfter: number | undefined;

  constructor(
    service: string,
    message: string,
    options: { reason: UpstreamReason; cause?: unknown; retryAfter?: number | undefined },
  ) {
    super(`${service}: ${message}`, { cause: options.cause });
    this.service = service;
    this.reason = options.reason;
    this.retryAfter = options.retryAfter;
  }
}
