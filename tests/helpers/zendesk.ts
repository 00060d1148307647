import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { ZendeskSettings } from '../../src/adapters/helpdesk/zendesk/settings.ts';
import { inject, type Fault } from './zendesk-faults.ts';
import { refused, zendeskRoutes, type Answered } from './zendesk-routes.ts';
import { openZendeskState, type ZendeskState } from './zendesk-state.ts';

export interface ZendeskOptions {
  /** Its clock, epoch milliseconds. Rows changed in its last minute are not exported yet. */
  now?: () => number;
  exportPageSize?: number;
  listPageSize?: number;
  /** How many rows of a page come again on the next. */
  repeatedRows?: number;
  exportsPerMinute?: number;
}

/** A Zendesk account on this machine. Change what it holds through the state's own methods. */
export interface FakeZendesk extends ZendeskState, AsyncDisposable {
  readonly url: string;
  /** What a desk of the configuration would say to read this account. */
  readonly settings: ZendeskSettings;
  /** Path and query, decoded, of every request so far. */
  readonly requests: readonly string[];
  /** `agent` is refused what only admins may read. */
  role: 'admin' | 'agent';
  /** What it takes as the API token from now on. */
  token: string;
  /** The legacy CSAT: off, it answers 404. */
  hasRatings: boolean;
  /** Sent with every answer: `x-rate-limit-remaining` and its kin. */
  headers: Record<string, string>;
  /** Let the next request whose path contains the text go wrong; faults queue up. */
  failNext(path: string, fault: Fault): void;
}

const email = 'bot@acme.example';
const minuteMs = 60_000;

export async function startZendesk(options: ZendeskOptions = {}): Promise<FakeZendesk> {
  const now = options.now ?? Date.now;
  const state = openZendeskState(now);
  const routes = zendeskRoutes({
    state,
    now,
    role: () => zendesk.role,
    exportPageSize: options.exportPageSize ?? 1000,
    listPageSize: options.listPageSize ?? 100,
    repeatedRows: options.repeatedRows ?? 0,
  });
  const requests: string[] = [];
  const faults: { path: string; fault: Fault }[] = [];
  const exportedAt: number[] = [];

  function answer(request: IncomingMessage, url: URL): Answered & { retryAfter?: number } {
    const credentials = Buffer.from(`${email}/token:${zendesk.token}`).toString('base64');
    if (request.headers.authorization !== `Basic ${credentials}`) return refused(401, "Couldn't authenticate you");
    const route = routes.get(url.pathname);
    if (route === undefined || request.method !== 'GET') return refused(404, 'InvalidEndpoint');
    if (url.pathname.includes('satisfaction') && !zendesk.hasRatings) return refused(404, 'RecordNotFound');
    if (route.isForAdmins && zendesk.role !== 'admin') return refused(403, 'Forbidden');
    const unknown = [...url.searchParams.keys()].find((name) => !route.parameters.includes(name));
    if (unknown !== undefined) return refused(400, `unknown parameter ${unknown}`);
    if (!route.isExport) return route.answer(url.searchParams);
    while (exportedAt[0] !== undefined && exportedAt[0] <= now() - minuteMs) exportedAt.shift();
    const [oldest] = exportedAt;
    if (oldest !== undefined && exportedAt.length >= (options.exportsPerMinute ?? 10)) {
      return { ...refused(429, 'Too Many Requests'), retryAfter: Math.ceil((oldest + minuteMs - now()) / 1000) };
    }
    exportedAt.push(now());
    return route.answer(url.searchParams);
  }

  function receive(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://zendesk');
    requests.push(decodeURIComponent(`${url.pathname}${url.search}`));
    const { status, body, retryAfter } = answer(request, url);
    response.setHeader('date', new Date(now()).toUTCString());
    response.setHeader('content-type', 'application/json');
    for (const [name, value] of Object.entries(zendesk.headers)) response.setHeader(name, value);
    const at = faults.findIndex(({ path }) => url.pathname.includes(path));
    const [due] = at === -1 ? [] : faults.splice(at, 1);
    const text = JSON.stringify(body);
    if (due !== undefined) return inject(due.fault, { response, body: text });
    if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
    response.writeHead(status).end(text);
  }

  const server = createServer(receive).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}`;
  const token = 'zendesk-token';
  const zendesk: FakeZendesk = {
    ...state,
    url,
    settings: { name: 'acme', kind: 'zendesk', url, email, token },
    requests,
    role: 'admin',
    token,
    hasRatings: true,
    headers: {},
    failNext: (path, fault) => void faults.push({ path, fault }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return zendesk;
}
