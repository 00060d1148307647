import type { Batch } from '../../../helpdesk.ts';
import type { Clock } from '../clock.ts';
import { readStreams } from '../streams.ts';
import type { Api } from './api.ts';
import { openNames } from './names.ts';
import { readPosition } from './position.ts';
import { ratingPages } from './rating-pages.ts';
import { ticketPages } from './ticket-pages.ts';
import { userPages } from './user-pages.ts';

/** In the order they are read. */
const streams = [userPages, ticketPages, ratingPages];

/** The batches of one desk from a cursor on. */
export function pull(
  cursor: string | null,
  options: { desk: string; origin: string; api: Api; clock: Clock; signal: AbortSignal },
): AsyncIterable<Batch> {
  return readStreams(streams, {
    begin: () => readPosition(cursor, options.desk),
    write: JSON.stringify,
    open: async () => ({ ...options, names: await openNames(options.api, options.signal) }),
    signal: options.signal,
  });
}
