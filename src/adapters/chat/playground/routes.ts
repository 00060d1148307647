import express, { type Express, type RequestHandler, type Response } from 'express';
import type { Log } from '../../../log.ts';
import { onlyDirect, onlyLoopbackHost, onlyOwnPage } from './guard.ts';
import { pageHeaders, sendPage, serveAssets } from './page.ts';
import { answerFailure } from './failure.ts';

/** What the routes ask for; the two reject while the playground is not started. */
interface Desk {
  ask(body: unknown): Promise<object>;
  /** Sends the messages later than an id (all without one) and then every new one. */
  listen(response: Response, after: number | undefined): Promise<void>;
}

/** Adds the page at `/` and everything it needs under `/playground`, guarded against other sites' pages. */
export function addRoutes(web: Express, log: Log, desk: Desk): void {
  const router = express.Router();
  router.use(pageHeaders, onlyDirect, onlyLoopbackHost);
  router.post('/ask', onlyOwnPage, onlyJson, express.json({ limit: '4kb' }), (request, response, next) => {
    desk.ask(request.body).then((answer) => response.json(answer), next);
  });
  router.get('/events', onlyOwnPage, (request, response, next) => {
    const after = Number(request.get('last-event-id') ?? request.query.after ?? Number.NaN);
    desk.listen(response, Number.isSafeInteger(after) ? after : undefined).then(undefined, next);
  });
  serveAssets(router);
  router.use(answerFailure(log));
  web.get('/', pageHeaders, onlyDirect, onlyLoopbackHost, sendPage);
  web.use('/playground', router);
}

/** A page of another site cannot send JSON without asking first, and that question is never answered. */
const onlyJson: RequestHandler = (request, response, next) => {
  if (request.is('application/json')) return next();
  response.status(415).json({ error: 'A question is sent as application/json.' });
};
