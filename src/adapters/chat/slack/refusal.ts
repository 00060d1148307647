import { UpstreamError, type UpstreamReason } from '../../../errors.ts';
import { reasonOfBreak, reasonOfStatus, retryAfter } from '../../failure.ts';

const service = 'Slack';

/** Slack's own word for why it refused, as the cause of an {@link UpstreamError}. */
class SlackRefusal extends Error {
  override readonly name = 'SlackRefusal';
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** What Slack's words mean for us. Every other word is a plain `rejected`. */
const reasons: ReadonlyMap<string, UpstreamReason> = new Map(
  Object.entries<UpstreamReason>({
    account_inactive: 'unauthorized',
    invalid_auth: 'unauthorized',
    not_authed: 'unauthorized',
    token_expired: 'unauthorized',
    token_revoked: 'unauthorized',
    access_denied: 'forbidden',
    cannot_dm_bot: 'forbidden',
    ekm_access_denied: 'forbidden',
    missing_scope: 'forbidden',
    no_permission: 'forbidden',
    not_allowed_token_type: 'forbidden',
    not_in_channel: 'forbidden',
    restricted_action: 'forbidden',
    team_access_not_granted: 'forbidden',
    user_not_in_channel: 'forbidden',
    channel_not_found: 'not-found',
    thread_not_found: 'not-found',
    user_not_found: 'not-found',
    users_not_found: 'not-found',
    expired_url: 'not-found',
    used_url: 'not-found',
    message_limit_exceeded: 'rate-limited',
    rate_limited: 'rate-limited',
    ratelimited: 'rate-limited',
    // Slack documents that part of the work may be done when it answers with one of these.
    fatal_error: 'unavailable',
    internal_error: 'unavailable',
    request_timeout: 'unavailable',
    service_unavailable: 'unavailable',
  }),
);

/** The error for an answer that names a reason: `ok: false` of the Web API, or the words of a response_url. */
export function refused(what: string, code: string): UpstreamError {
  return new UpstreamError(service, `${what} was refused (${code})`, {
    reason: reasons.get(code) ?? 'rejected',
    cause: new SlackRefusal(code),
  });
}

/** The error for an answer that is no success by its status. */
export function failed(what: string, response: Response): UpstreamError {
  return new UpstreamError(service, `${what} answered ${response.status}`, {
    reason: reasonOfStatus(response.status),
    retryAfter: retryAfter(response.headers, Date.now()),
  });
}

/** The error for a request that brought no readable answer: it may have been carried out, unless no connection came about. */
export function broken(what: string, cause: unknown): UpstreamError {
  const reason = reasonOfBreak(cause);
  const said = reason === 'unreachable' ? 'could not connect' : 'brought no readable answer';
  return new UpstreamError(service, `${what} ${said}`, { reason, cause });
}

/** True when Slack refused with this word. */
export function isRefusal(error: unknown, code: string): boolean {
  return error instanceof UpstreamError && error.cause instanceof SlackRefusal && error.cause.code === code;
}
