import { createServer, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { UserError } from '../errors.ts';
import type { Log } from '../log.ts';

/** Seconds that requests under way have to end when the server closes. */
const grace = 3;

/** Disposing it takes no new request and waits for those under way. */
export interface Web extends AsyncDisposable {
  /** Where it listens, such as `http://127.0.0.1:3978/`. */
  readonly url: string;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

/**
 * Serve routes, which may still grow. What fails in them unexpectedly is logged and answered by its status alone.
 * @throws UserError `cannot-listen`, as when the port is in use
 */
export async function openWeb(routes: Express, { host, port, log }: Place & { log: Log }): Promise<Web> {
  const server = createServer(express().disable('x-powered-by').use(routes, answerFailure(log)));
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

/** Express itself would answer with the error's stack. */
function answerFailure(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const status = statusOf(error);
    log[status < 500 ? 'debug' : 'error']({ err: error }, 'request failed');
    if (response.headersSent) response.destroy();
    else response.sendStatus(status);
  };
}

/** 400 for a path that cannot be decoded, 413 for a body that is too long, and so on; 500 for whatever has no status. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  return status >= 400 && status < 600 ? status : 500;
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
