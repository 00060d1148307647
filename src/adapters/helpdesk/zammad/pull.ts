import type { Batch } from '../../../helpdesk.ts';
import { readStreams } from '../kit/streams.ts';
import { deletionPages } from './deletion-pages.ts';
import { readPosition } from './position.ts';
import { openStates } from './states.ts';
import type { Tools } from './stream.ts';
import { ticketPages } from './ticket-pages.ts';
import { userPages } from './user-pages.ts';

/** In the order they are read. */
const streams = [userPages, ticketPages, deletionPages];

/** The batches of one desk from a cursor on; its `staff` learns everyone who is or was an agent. */
export async function* pull(
  cursor: string | null,
  { desk, ...tools }: Omit<Tools, 'states'> & { desk: string },
): AsyncGenerator<Batch> {
  const position = readPosition(cursor, desk);
  for (const id of position.users.agents) tools.staff.add(id);
  yield* readStreams(streams, {
    begin: () => position,
    open: async () => ({ ...tools, states: await openStates(tools.api, tools) }),
    signal: tools.signal,
  });
}
