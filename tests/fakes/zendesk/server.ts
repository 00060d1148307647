import type { ZendeskSettings } from '../../../src/adapters/helpdesk/zendesk/settings.ts';
import { startHelpdeskServer, type Answered, type Asked, type HelpdeskServer } from '../../helpers/helpdesk-server.ts';
import { refused, routeOf, zendeskRoutes, type Product } from './routes.ts';
import { openZendeskState, type Preloaded, type ZendeskState } from './state.ts';

export interface ZendeskOptions {
  /** Its clock, epoch milliseconds. Rows changed in its last minute are not exported yet. */
  now?: () => number;
  exportPageSize?: number;
  listPageSize?: number;
  /** How many rows of a page come again on the next. */
  repeatedRows?: number;
  exportsPerMinute?: number;
  exportsMetricEvents?: boolean;
  preloaded?: Preloaded;
}

/** A Zendesk account on this machine. Change what it holds through the state's own methods. */
export interface FakeZendesk extends ZendeskState, HelpdeskServer {
  /** What a desk of the configuration would say to read this account. */
  readonly settings: ZendeskSettings;
  /** `agent` is refused what only admins may read. */
  role: 'admin' | 'agent';
  /** What it takes as the API token from now on. */
  token: string;
  /** Products the account has not bought: their endpoints answer 404. */
  readonly lacks: Set<Product>;
}

const email = 'bot@acme.example';
const minuteMs = 60_000;

export async function startZendesk(options: ZendeskOptions = {}): Promise<FakeZendesk> {
  const now = options.now ?? Date.now;
  const state = openZendeskState(now, options.preloaded);
  const routes = zendeskRoutes({
    state,
    now,
    role: () => zendesk.role,
    exportsMetricEvents: options.exportsMetricEvents ?? false,
    exportPageSize: options.exportPageSize ?? 1000,
    listPageSize: options.listPageSize ?? 100,
    repeatedRows: options.repeatedRows ?? 0,
  });
  const exportedAt: number[] = [];

  function answer({ method, path, query, headers }: Asked): Answered {
    const credentials = Buffer.from(`${email}/token:${zendesk.token}`).toString('base64');
    if (headers.authorization !== `Basic ${credentials}`) return refused(401, "Couldn't authenticate you");
    const found = routeOf(routes, path);
    if (found === undefined || method !== 'GET') return refused(404, 'InvalidEndpoint');
    const { route, id } = found;
    if (zendesk.lacks.has(route.product)) return refused(404, 'RecordNotFound');
    if (route.isForAdmins && zendesk.role !== 'admin') return refused(403, 'Forbidden');
    const unknown = [...query.keys()].find((name) => !route.parameters.includes(name));
    if (unknown !== undefined) return refused(400, `unknown parameter ${unknown}`);
    if (!route.isExport) return route.answer(query, id);
    while (exportedAt[0] !== undefined && exportedAt[0] <= now() - minuteMs) exportedAt.shift();
    const [oldest] = exportedAt;
    if (oldest !== undefined && exportedAt.length >= (options.exportsPerMinute ?? 10)) {
      const seconds = Math.ceil((oldest + minuteMs - now()) / 1000);
      return { ...refused(429, 'Too Many Requests'), headers: { 'retry-after': String(seconds) } };
    }
    exportedAt.push(now());
    return route.answer(query, id);
  }

  const server = await startHelpdeskServer(answer, { now });
  const token = 'zendesk-token';
  // One object, as the server reads what a test sets on it.
  const zendesk: FakeZendesk = Object.assign(server, state, {
    settings: { name: 'acme', kind: 'zendesk' as const, url: server.url, email, token },
    role: 'admin' as const,
    token,
    lacks: new Set<Product>(),
  });
  return zendesk;
}
