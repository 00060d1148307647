import type { RequestHandler } from 'express';

/** Seconds a request's clock may be ahead of ours; Bolt itself refuses only what is too old. */
const farthestAhead = 300;
const form = 'application/x-www-form-urlencoded';

/** Stands before Bolt's receiver: refuses what comes too early, too late, or from the future. */
export function slackGate(isOpen: () => boolean): RequestHandler {
  return (request, response, next) => {
    if (!isOpen()) {
      response.status(503).send();
      return;
    }
    if (Number(request.headers['x-slack-request-timestamp']) > Date.now() / 1_000 + farthestAhead) {
      response.status(401).send();
      return;
    }
    // Bolt compares the whole header, and would take a form that names its charset for JSON.
    if (request.headers['content-type']?.startsWith(form) === true) request.headers['content-type'] = form;
    next();
  };
}
