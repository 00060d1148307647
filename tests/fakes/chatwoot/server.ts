import type { ChatwootSettings } from '../../../src/adapters/helpdesk/chatwoot/settings.ts';
import { account, chatwootRoutes } from './routes.ts';
import { openChatwootState, type ChatwootState } from './state.ts';
import {
  answerBy,
  startHelpdeskServer,
  type Answered,
  type Asked,
  type HelpdeskServer,
} from '../../helpers/helpdesk-server.ts';

interface ChatwootOptions {
  /** Its clock, epoch milliseconds. */
  now: () => number;
  pageSize?: number | undefined;
  repeatedRows?: number | undefined;
  requestsPerMinute?: number | undefined;
}

/** A Chatwoot on this machine, below the path `/desk`. */
export interface FakeChatwoot extends ChatwootState, HelpdeskServer {
  /** What a desk of the configuration would say to read it. */
  readonly settings: ChatwootSettings;
  role: 'administrator' | 'agent';
  /** What it takes as the access token from now on. */
  token: string;
  /** Ends of the paths that this Chatwoot does not have: `/csat_survey_responses`. */
  readonly withheld: Set<string>;
}

export const webhookSecret = 'the-webhook-secret';

export async function startChatwoot(options: ChatwootOptions): Promise<FakeChatwoot> {
  const { now, pageSize = 100, repeatedRows = 0, requestsPerMinute = 3000 } = options;
  const state = openChatwootState(now);
  const answerRoute = answerBy(chatwootRoutes({ state, role: () => chatwoot.role, pageSize, repeatedRows }));
  let used = { minute: 0, requests: 0 };

  function answer(asked: Asked): Answered {
    const minute = Math.floor(now() / 60_000);
    used = { minute, requests: used.minute === minute ? used.requests + 1 : 1 };
    if (used.requests > requestsPerMinute) return { status: 429, body: 'Retry later\n' };
    if (asked.headers.api_access_token !== chatwoot.token)
      return { status: 401, body: { error: 'Invalid Access Token' } };
    if ([...chatwoot.withheld].some((path) => asked.path.endsWith(path)))
      return { status: 403, body: { error: 'Forbidden' } };
    return answerRoute(asked);
  }

  const server = await startHelpdeskServer(answer, { now });
  const token = 'chatwoot-token';
  // One object, as the server reads what a test sets on it.
  const chatwoot: FakeChatwoot = Object.assign(server, state, {
    settings: {
      name: 'acme',
      kind: 'chatwoot' as const,
      url: `${server.url}/desk`,
      account,
      token,
      webhook_secret: webhookSecret,
      requests_per_minute: requestsPerMinute,
    },
    role: 'administrator' as const,
    token,
    withheld: new Set<string>(),
  });
  return chatwoot;
}
