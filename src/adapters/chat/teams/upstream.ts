import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import { codeOf, reasonOfBreak, reasonOfStatus, retryAfter } from '../../failure.ts';

const service = 'Teams';

/** Microsoft's two ways to name a failure: the connector's and the login's. */
const named = z.union([
  z.object({ error: z.object({ code: z.string() }) }).transform(({ error }) => error.code),
  z.object({ error: z.string() }).transform(({ error }) => error),
]);

/** What stood in an answer that was not a success. */
const cause = z.object({ status: z.number(), code: z.string() });

const stopping = new Set(['BotNotInConversationRoster', 'ConversationBlockedByUser', 'BotDisabledByAdmin']);

/** A failure that came as an answer. */
export function refused(action: string, response: Response, body: unknown): UpstreamError {
  const { status } = response;
  const code = named.safeParse(body).data ?? '';
  return new UpstreamError(service, `${action} was answered with ${status} ${code}`.trimEnd(), {
    reason: reasonOfStatus(status),
    cause: { status, code } satisfies z.output<typeof cause>,
    retryAfter: retryAfter(response.headers, Date.now()),
  });
}

/** A failure without an answer: no connection, a connection that broke, or silence. */
export function broken(action: string, error: unknown): UpstreamError {
  const reason = reasonOfBreak(error);
  return new UpstreamError(service, `${action} got no answer (${codeOf(error) ?? 'unknown'})`, {
    reason,
    cause: error,
  });
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
