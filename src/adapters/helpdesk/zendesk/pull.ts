import type { Batch } from '../../../helpdesk.ts';
import type { Clock } from '../clock.ts';
import type { Api } from './api.ts';
import { openNames } from './names.ts';
import { advance, readPosition, writePosition } from './position.ts';
import { ratingPages } from './rating-pages.ts';
import type { Stream } from './stream.ts';
import { ticketPages } from './ticket-pages.ts';
import { userPages } from './user-pages.ts';

/** In the order they are read. */
const streams: readonly Stream[] = [userPages, ticketPages, ratingPages];

/** The batches of one desk from a cursor on: one page is held at a time, and the next is asked for when it is wanted. */
export async function* pull(
  cursor: string | null,
  options: { desk: string; origin: string; api: Api; clock: Clock; signal: AbortSignal },
): AsyncGenerator<Batch> {
  const { desk, signal } = options;
  let position = readPosition(cursor, desk);
  try {
    const tools = { ...options, names: await openNames(options.api, signal) };
    for (const stream of streams) {
      for await (const { batch, moved } of stream(position, tools)) {
        position = advance(position, moved);
        yield { ...batch, cursor: writePosition(position) };
      }
    }
  } catch (error) {
    // Aborted, the next request is what fails.
    if (signal.aborted) return;
    throw error;
  }
  yield { facts: {}, cursor: writePosition(position), isLast: true };
}
