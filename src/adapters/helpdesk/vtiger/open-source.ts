import { createHash } from 'node:crypto';
import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import { openHttp, rootOf, type HttpOptions } from '../kit/index.ts';
import { answer, brokenOperation, failureOf, type Answer, type Call, type Dialect } from './operation.ts';
import type { VtigerSettings } from './settings.ts';

type Options = Pick<HttpOptions, 'service' | 'origin' | 'advice' | 'failureIn' | 'log' | 'clock'>;

const challenge = z.object({ token: z.string().min(1) });
const login = z.object({ sessionName: z.string().min(1) });
const refusals = new Set(['INVALID_SESSIONID', 'SESSION_EXPIRED', 'SESSION_LEFT_IDLE', 'AUTHENTICATION_REQUIRED']);
const challengeTries = 3;

/** Vtiger's open source: one address for everything, and a session, which is opened anew when it has run out. */
export function openOpenSource(settings: VtigerSettings, options: Options): Dialect {
  const { name, username, access_key } = settings;
  const { service } = options;
  const path = `${rootOf(settings.url)}/webservice.php`;
  const http = openHttp({ ...options, headers: {} });
  let session: string | undefined;

  /** A user has one challenge at a time: whoever signs in as the same one between our two requests takes it from us. */
  async function signIn(call: Call): Promise<string> {
    for (let tried = 1; ; tried += 1) {
      const asked = await http.get(path, { query: { operation: 'getchallenge', username }, as: answer, ...call });
      const { token } = read(asked.body, { as: challenge, operation: 'getchallenge' });
      const accessKey = createHash('md5').update(`${token}${access_key}`).digest('hex');
      const body = { form: { operation: 'login', username, accessKey } };
      const answered = (await http.post(path, body, { as: answer, ...call })).body;
      const isTaken = !answered.success && answered.error.code === 'INVALID_AUTH_TOKEN';
      if (!isTaken || tried === challengeTries) return read(answered, { as: login, operation: 'login' }).sessionName;
    }
  }

  function read<T>(answered: Answer, { as, operation }: { as: z.ZodType<T>; operation: string }): T {
    const failure = failureOf(answered, { service, operation, desk: name });
    if (failure !== undefined) throw failure;
    const parsed = as.safeParse(answered.success ? answered.result : undefined);
    if (parsed.success) return parsed.data;
    throw new UpstreamError(service, `${operation} answered in an unknown shape.`, { reason: 'unavailable' });
  }

  return async (operation, parameters, call) => {
    for (let isFresh = session === undefined; ; isFresh = true) {
      session ??= await signIn(call);
      const query = { operation, ...parameters, sessionName: session };
      const { body, headers } = await http.get(path, { query, as: answer, whenEmpty: brokenOperation, ...call });
      const isOver = !body.success && refusals.has(body.error.code);
      if (isOver) session = undefined;
      if (!isOver || isFresh) return { answer: body, headers };
    }
  };
}
