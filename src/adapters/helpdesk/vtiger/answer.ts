import { z } from 'zod';
import { UpstreamError, type UpstreamReason } from '../../../errors.ts';

/** What Vtiger says to any operation. It says it with status 200 also when it refuses. */
export const answer = z.discriminatedUnion('success', [
  z.object({ success: z.literal(true), result: z.unknown() }),
  z.object({ success: z.literal(false), error: z.object({ code: z.string() }) }),
]);

export type Answer = z.output<typeof answer>;

/** Stands for no body at all, which is what an operation that broke down in PHP leaves. */
export const brokenOperation: Answer = { success: false, error: { code: 'BROKEN_OPERATION' } };

const reasons: Readonly<Record<string, UpstreamReason>> = {
  INVALID_SESSIONID: 'unauthorized',
  SESSION_EXPIRED: 'unauthorized',
  SESSION_LEFT_IDLE: 'unauthorized',
  AUTHENTICATION_REQUIRED: 'unauthorized',
  AUTHENTICATION_FAILURE: 'unauthorized',
  INVALID_USER_CREDENTIALS: 'unauthorized',
  INVALID_AUTH_TOKEN: 'unauthorized',
  ACCESSKEY_UNDEFINED: 'unauthorized',
  ACCESS_DENIED: 'forbidden',
  RECORD_NOT_FOUND: 'not-found',
  UNKOWN_ENTITY: 'not-found',
  DATABASE_QUERY_ERROR: 'unavailable',
  INTERNAL_SERVER_ERROR: 'unavailable',
};

/** The failure that an answer stands for; undefined when it is none. Its words are not repeated: they may quote a row. */
export function failureOf(
  said: Answer,
  { service, operation, desk }: { service: string; operation: string; desk: string },
): UpstreamError | undefined {
  if (said.success) return undefined;
  const { code } = said.error;
  const reason = reasons[code] ?? 'rejected';
  return new UpstreamError(service, `${operation} was refused (${code}). ${explain(reason, desk)}`, { reason });
}

/** The failure of a moment that an answer with status 200 stands for: it is tried again as a 500 would be. */
export function passingFailureIn(json: unknown, about: { service: string; operation: string; desk: string }) {
  const said = answer.safeParse(json);
  const failure = said.success ? failureOf(said.data, about) : undefined;
  return failure?.reason === 'unavailable' ? failure : undefined;
}

function explain(reason: UpstreamReason, desk: string): string {
  if (reason === 'unauthorized') return `Check the username and the access_key of the desk "${desk}".`;
  if (reason === 'forbidden')
    return `Let the user of the desk "${desk}" read this module: an administrator, or by profile.`;
  if (reason === 'unavailable') return 'The fault is on its side; the next sync goes on from here.';
  return 'It will not take this request however often it is tried: please report it to the makers of Deskpulse.';
}
