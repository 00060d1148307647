import type { ErrorRequestHandler } from 'express';
import { UpstreamError, UserError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';

/** Tells the page in JSON what went wrong; what is our own fault stands in the log only. */
export function answerFailure(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status, text } = explain(error);
    if (status === 500) log.error({ err: error }, 'the playground could not answer');
    response.status(status).json({ error: text });
  };
}

function explain(error: unknown): { status: number; text: string } {
  if (error instanceof UserError) return { status: 400, text: error.message };
  if (error instanceof UpstreamError)
    return { status: 503, text: 'Deskpulse is starting or stopping; try again in a moment.' };
  switch (httpStatus(error)) {
    case 413:
      return { status: 413, text: 'A question may be 4 KB long at most.' };
    case 400:
      return { status: 400, text: 'The question is no valid JSON.' };
    default:
      return { status: 500, text: 'The answer failed; the reason stands in the log.' };
  }
}

/** Body parsers and file senders say what went wrong by an HTTP status. */
function httpStatus(error: unknown): unknown {
  return error instanceof Error && 'status' in error ? error.status : undefined;
}
