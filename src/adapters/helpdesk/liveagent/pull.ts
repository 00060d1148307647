import type { Batch } from '../../../helpdesk.ts';
import { readStreams } from '../kit/streams.ts';
import { agentPages } from './agent-pages.ts';
import { callPages } from './call-pages.ts';
import { contactPages } from './contact-pages.ts';
import { historyPages } from './history-pages.ts';
import { readPosition } from './position.ts';
import { ratingPages } from './rating-pages.ts';
import type { Tools } from './stream.ts';
import { ticketPages } from './ticket-pages.ts';

/** In the order they are read. */
const streams = [agentPages, contactPages, ticketPages, historyPages, callPages, ratingPages];

/** The batches of one desk from a cursor on. */
export function pull(
  cursor: string | null,
  { desk, open, signal }: { desk: string; open: () => Promise<Tools>; signal: AbortSignal },
): AsyncIterable<Batch> {
  return readStreams(streams, { begin: () => readPosition(cursor, desk), open, signal });
}
