import type { IntercomSettings } from '../../../src/adapters/helpdesk/intercom/settings.ts';
import {
  answerBy,
  startHelpdeskServer,
  type Answered,
  type Asked,
  type HelpdeskServer,
} from '../../helpers/helpdesk-server.ts';
import { intercomRoutes, refused } from './routes.ts';
import { openIntercomState, type IntercomState } from './state.ts';

interface IntercomOptions {
  /** Its clock, epoch milliseconds. */
  now: () => number;
  pageSize?: number | undefined;
  repeatedRows?: number | undefined;
  zoneHours?: number | undefined;
  /** Requests of any window of ten seconds. */
  limit?: number | undefined;
}

/** An Intercom workspace on this machine. */
export interface FakeIntercom extends IntercomState, HelpdeskServer {
  /** What a desk of the configuration would say to read it. */
  readonly settings: IntercomSettings;
  /** What it takes as the token from now on. */
  token: string;
  /** The first parts of the paths that the plan or the app's permissions leave out: `calls`. */
  readonly withheld: Set<string>;
}

export const webhookSecret = 'the-app-client-secret';
const windowSeconds = 10;

export async function startIntercom(options: IntercomOptions): Promise<FakeIntercom> {
  const { now, pageSize = 1000, repeatedRows = 0, zoneHours = 0, limit = 1666 } = options;
  const state = openIntercomState(now);
  const answerRoute = answerBy(intercomRoutes({ state, pageSize, repeatedRows, zoneHours }));
  let used = { window: 0, requests: 0 };

  function answer(asked: Asked): Answered {
    const window = Math.floor(now() / 1000 / windowSeconds);
    used = { window, requests: used.window === window ? used.requests + 1 : 1 };
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - used.requests)),
      'x-ratelimit-reset': String((window + 1) * windowSeconds),
    };
    return { ...allowed(asked), headers };
  }

  function allowed(asked: Asked): Answered {
    if (used.requests > limit) return refused(429, 'rate_limit_exceeded');
    if (asked.headers.authorization !== `Bearer ${intercom.token}`) return refused(401, 'unauthorized');
    if (asked.headers['intercom-version'] !== '2.15') return refused(400, 'intercom_version_invalid');
    if (intercom.withheld.has(asked.path.split('/')[1] ?? '')) return refused(403, 'api_plan_restricted');
    return answerRoute(asked);
  }

  const server = await startHelpdeskServer(answer, { now });
  const token = 'intercom-token';
  // One object, as the server reads what a test sets on it.
  const intercom: FakeIntercom = Object.assign(server, state, {
    settings: {
      name: 'acme',
      kind: 'intercom' as const,
      region: 'us' as const,
      url: server.url,
      token,
      webhook_secret: webhookSecret,
    },
    token,
    withheld: new Set<string>(),
  });
  return intercom;
}
