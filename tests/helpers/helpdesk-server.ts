import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { inject, type Fault } from './faults.ts';

/** A request, as a helpdesk of ours on this machine sees it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answered {
  readonly status: number;
  /** Sent as JSON; a string is sent as it is. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An HTTP server that can be made to fail. */
export interface HelpdeskServer extends AsyncDisposable {
  readonly url: string;
  /** Path, query and body, decoded, of every request so far. */
  readonly requests: readonly string[];
  /** Sent with every answer: `x-rate-limit-remaining` and its kin. */
  headers: Record<string, string>;
  /** Let the next request whose path contains the text go wrong; faults queue up. */
  failNext(path: string, fault: Fault): void;
}

/** @param now the server's clock, epoch milliseconds; every answer carries it as its date */
export async function startHelpdeskServer(
  answer: (asked: Asked) => Answered,
  { now }: { now: () => number },
): Promise<HelpdeskServer> {
  const requests: string[] = [];
  const faults: { path: string; fault: Fault }[] = [];

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://helpdesk');
    const sent = (await buffer(request)).toString();
    requests.push(decodeURIComponent(`${url.pathname}${url.search}`) + (sent === '' ? '' : ` ${sent}`));
    const { method = 'GET', headers } = request;
    const { status, body, ...more } = answer({
      method,
      path: url.pathname,
      query: url.searchParams,
      headers,
      body: sent,
    });
    response.setHeader('date', new Date(now()).toUTCString());
    response.setHeader('content-type', 'application/json');
    for (const [name, value] of Object.entries({ ...server.headers, ...more.headers })) response.setHeader(name, value);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const at = faults.findIndex(({ path }) => url.pathname.includes(path));
    const [due] = at === -1 ? [] : faults.splice(at, 1);
    if (due !== undefined) return inject(due.fault, { response, body: text });
    response.writeHead(status).end(text);
  }

  const listening = createServer((request, response) => {
    receive(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const server: HelpdeskServer = {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    headers: {},
    failNext: (path, fault) => void faults.push({ path, fault }),
    async [Symbol.asyncDispose]() {
      listening.closeAllConnections();
      listening.close();
      await once(listening, 'close');
    },
  };
  return server;
}

/** An endpoint: what it takes and what it says. */
export interface Route {
  readonly method?: 'GET' | 'POST';
  /** The whole path; named groups reach the answer as `parts`. */
  readonly path: RegExp;
  /** Names of the query that are known; every other is refused. */
  readonly parameters?: readonly string[];
  answer(asked: Asked & { readonly parts: Readonly<Record<string, string>> }): Answered;
}

/** What an API of these endpoints answers; 404 to a path and 400 to a parameter that it does not know. */
export function answerBy(routes: readonly Route[]): (asked: Asked) => Answered {
  return (asked) => {
    for (const { method = 'GET', path, parameters = [], answer } of routes) {
      const match = path.exec(asked.path);
      if (match === null || match[0] !== asked.path || method !== asked.method) continue;
      const stranger = [...asked.query.keys()].find((name) => !parameters.includes(name));
      if (stranger !== undefined) return { status: 400, body: { error: `unknown parameter ${stranger}` } };
      return answer({ ...asked, parts: { ...match.groups } });
    }
    return { status: 404, body: { error: 'no such endpoint' } };
  };
}
