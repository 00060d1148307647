import type { Batch } from '../../../helpdesk.ts';
import type { Clock } from '../kit/clock.ts';
import { readStreams } from '../kit/streams.ts';
import type { Api } from './api.ts';
import { callPages } from './call-pages.ts';
import { eventPages } from './event-pages.ts';
import { openNames } from './names.ts';
import { readPosition } from './position.ts';
import { ratingPages, responsePages } from './survey-pages.ts';
import { openTicketClocks } from './ticket-clocks.ts';
import { ticketPages } from './ticket-pages.ts';
import { userPages } from './user-pages.ts';

/** In the order they are read: who is an agent must be known before what people wrote. */
const streams = [userPages, ticketPages, eventPages, ratingPages, responsePages, callPages];

/** The batches of one desk from a cursor on. */
export function pull(
  cursor: string | null,
  options: { desk: string; origin: string; api: Api; staff: Set<number>; clock: Clock; signal: AbortSignal },
): AsyncIterable<Batch> {
  return readStreams(streams, {
    begin() {
      const position = readPosition(cursor, options.desk);
      for (const id of position.users.agents) options.staff.add(id);
      return position;
    },
    async open() {
      const { api, clock, signal } = options;
      return { ...options, names: await openNames(api, signal), clocks: openTicketClocks(api, { clock, signal }) };
    },
    signal: options.signal,
  });
}
