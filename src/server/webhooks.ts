import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Helpdesk } from '../helpdesk.ts';
import type { Log } from '../log.ts';

/** Tickets of one request that are read again; of more, the next sync brings the rest. */
const most = 100;

interface Webhooks {
  readonly desks: readonly Helpdesk[];
  /** Read these tickets of a desk again. */
  readonly refresh: (desk: string, tickets: readonly string[]) => Promise<void>;
  readonly log: Log;
}

/**
 * `/webhooks/<desk>`, for desks that take webhooks: a genuine request has the tickets it names read again, at once
 * acknowledged, so that a repeated one changes nothing. 404 for other desks, 401 for what is not genuine.
 */
export function addWebhooks(routes: Express, { desks, refresh, log }: Webhooks): void {
  const readers = new Map(
    desks.flatMap(({ name, readWebhook }) => (readWebhook ? [[name, readWebhook] as const] : [])),
  );
  const place = '/webhooks/:desk';
  // How some services look whether an address is there before they use it.
  routes.head(place, ({ params }, response) => void response.sendStatus(readers.has(params.desk) ? 200 : 404));
  routes.post(place, express.raw({ type: () => true, limit: '1mb' }), (request, response) => {
    const { desk } = request.params;
    const readWebhook = readers.get(desk);
    if (!readWebhook) return void response.sendStatus(404);
    const { searchParams } = new URL(request.originalUrl, 'http://localhost');
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const event = readWebhook({ headers: request.headers, query: searchParams, body });
    if (!event) {
      log.warn({ desk }, 'webhook refused');
      return void response.sendStatus(401);
    }
    response.sendStatus(200);
    const tickets = [...new Set(event.tickets)].slice(0, most);
    refresh(desk, tickets).catch((error: unknown) =>
      log.warn({ desk, err: error }, 'webhook not followed; the next sync brings what it told of'),
    );
  });
  routes.use(place, refuseUnreadable);
}

/** Too long, or cut off: what the body says is not looked at. */
const refuseUnreadable: ErrorRequestHandler = (error: { status?: unknown }, _request, response, _next) => {
  response.sendStatus(typeof error.status === 'number' ? error.status : 400);
};
