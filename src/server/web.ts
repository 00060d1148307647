import { createServer, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Express } from 'express';
import { UserError } from '../errors.ts';

/** Seconds that requests under way have to end when the server closes. */
const grace = 3;

/** Disposing it takes no new request and waits for those under way. */
export interface Web extends AsyncDisposable {
  /** Where it listens, such as `http://127.0.0.1:3978/`. */
  readonly url: string;
}

/** @throws UserError `cannot-listen`, as when the port is in use */
export async function openWeb(routes: Express, { host, port }: { host: string; port: number }): Promise<Web> {
  const server = createServer(routes);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const message = isTaken ? 'the port is in use: stop what uses it, or set PORT to another' : error.message;
      reject(new UserError('cannot-listen', `Deskpulse cannot listen on ${host}:${port}: ${message}.`));
    });
    server.listen(port, host, resolve);
  });
  return { url: urlOf(server), [Symbol.asyncDispose]: () => close(server) };
}

function urlOf(server: Server): string {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new TypeError('a TCP address was expected');
  const host = isIPv6(bound.address) ? `[${bound.address}]` : bound.address;
  return `http://${host}:${bound.port}/`;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), grace * 1000).unref();
  await closed;
}
