import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * True when a Host header names this very machine and port. A page of another site that points its own name at 127.0.0.1
 * (DNS rebinding) still sends its own name here.
 */
export function isLoopbackHost(host: string | undefined, port: number | undefined): host is string {
  if (host === undefined || port === undefined) return false;
  const name = host.toLowerCase();
  return loopbackNames.some((loopback) => name === `${loopback}:${port}` || (port === 80 && name === loopback));
}

/**
 * True unless a browser says that another site's page is behind the request: its Origin is not ours, or Sec-Fetch-Site is
 * anything but `same-origin`. Programs that are no browser send neither.
 */
export function isOwnPage(headers: { origin: string | undefined; site: string | undefined }, host: string): boolean {
  if (headers.origin !== undefined && headers.origin.toLowerCase() !== `http://${host.toLowerCase()}`) return false;
  return headers.site === undefined || headers.site === 'same-origin';
}

const forwarding = /^(?:forwarded|x-forwarded-.*|x-real-ip|via)$/;

/** True when a proxy says that it passes on somebody else's request. Names are in lower case. */
export function isForwarded(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some((name) => forwarding.test(name));
}

/** Answers 403 to what a proxy passes on: the page asks as this machine's owner, and whoever is behind the proxy is not. */
export const onlyDirect: RequestHandler = (request, response, next) => {
  if (!isForwarded(request.headers)) return next();
  response.status(403).json({ error: 'The playground answers nobody behind a proxy: it asks as the owner.' });
};

/** Answers 403 to whatever was not addressed to this machine by a loopback name. */
export const onlyLoopbackHost: RequestHandler = (request, response, next) => {
  if (isLoopbackHost(request.headers.host, request.socket.localPort)) return next();
  response
    .status(403)
    .json({ error: 'The playground answers only at localhost, 127.0.0.1 or [::1] and its own port.' });
};

/** Answers 403 to what another site's page asks for. Goes after {@link onlyLoopbackHost}. */
export const onlyOwnPage: RequestHandler = (request, response, next) => {
  const { host = '', origin } = request.headers;
  if (isOwnPage({ origin, site: request.get('sec-fetch-site') }, host)) return next();
  response.status(403).json({ error: 'The playground answers only its own page.' });
};
