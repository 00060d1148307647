import { z } from 'zod';
import { UpstreamError, type UpstreamReason } from '../../../errors.ts';
import type * as kit from '../kit/index.ts';

/** What Vtiger says to any operation. It says it with status 200 also when it refuses. */
export const answer = z.discriminatedUnion('success', [
  z.object({ success: z.literal(true), result: z.unknown() }),
  z.object({ success: z.literal(false), error: z.object({ code: z.string() }) }),
]);

export type Answer = z.output<typeof answer>;

export interface Call extends kit.Call {
  /** Somebody waits for it: it may use what the Cloud's limit of the hour has in reserve. */
  readonly isUrgent?: boolean;
}

export interface Received {
  readonly answer: Answer;
  readonly headers: Headers;
}

/** Asks one operation of Vtiger's web service, as an edition wants it asked. It changes nothing there. */
export type Dialect = (
  operation: string,
  parameters: Readonly<Record<string, string>>,
  call: Call,
) => Promise<Received>;

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
  answered: Answer,
  { service, operation, desk }: { service: string; operation: string; desk: string },
): UpstreamError | undefined {
  if (answered.success) return undefined;
  const { code } = answered.error;
  const reason = reasons[code] ?? 'rejected';
  return new UpstreamError(service, `${operation} was refused (${code}). ${explain(reason, desk)}`, { reason });
}

/** The failure of a moment that an answer with status 200 stands for: it is tried again as a 500 would be. */
export function passingFailureIn(json: unknown, about: { service: string; operation: string; desk: string }) {
  const parsed = answer.safeParse(json);
  const failure = parsed.success ? failureOf(parsed.data, about) : undefined;
  return failure?.reason === 'unavailable' ? failure : undefined;
}

function explain(reason: UpstreamReason, desk: string): string {
  if (reason === 'unauthorized') return `Check the username and the access_key of the desk "${desk}".`;
  if (reason === 'forbidden')
    return `Let the user of the desk "${desk}" read this module: an administrator, or by profile.`;
  if (reason === 'unavailable') return 'The fault is on its side; the next sync goes on from here.';
  return 'It will not take this request however often it is tried: please report it to the makers of Deskpulse.';
}
