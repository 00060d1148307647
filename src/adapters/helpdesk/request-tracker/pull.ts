import type { Batch } from '../../../helpdesk.ts';
import { readStreams } from '../kit/streams.ts';
import type { Api } from './api.ts';
import { readPosition } from './position.ts';
import { ticketPages } from './ticket-pages.ts';
import { userPages } from './user-pages.ts';

/** In the order they are read. */
const streams = [userPages, ticketPages];

/** The batches of one desk from a cursor on. @param staff learns everyone who is or was an agent */
export async function* pull(
  cursor: string | null,
  options: { desk: string; address: string; api: Api; staff: Set<number>; signal: AbortSignal },
): AsyncGenerator<Batch> {
  const { desk, address, api, staff, signal } = options;
  const position = readPosition(cursor, desk);
  for (const id of position.users.agents) staff.add(id);
  yield* readStreams(streams, {
    begin: () => position,
    async open() {
      const privileged = await api.privileged({ signal });
      for (const id of privileged) staff.add(id);
      return { api, address, staff, privileged, signal };
    },
    signal,
  });
}
