import type { Batch } from '../../../helpdesk.ts';
import { readStreams } from '../kit/streams.ts';
import { agentPages } from './agent-pages.ts';
import { commentPages } from './comment-pages.ts';
import { contractPages, customerPages } from './customer-pages.ts';
import { deletionPages } from './deletions.ts';
import { invoicePages, opportunityPages, salesOrderPages } from './order-pages.ts';
import { readPosition } from './position.ts';
import type { Tools } from './stream.ts';
import { ticketPages } from './ticket-pages.ts';

/** In the order they are read. Deletions come before the tickets, so that the first pull notes when it began. */
const streams = [
  agentPages,
  customerPages,
  contractPages,
  deletionPages,
  ticketPages,
  commentPages,
  opportunityPages,
  salesOrderPages,
  invoicePages,
];

/** The batches of one desk from a cursor on. */
export function pull(
  cursor: string | null,
  { desk, open, signal }: { desk: string; open: () => Promise<Tools>; signal: AbortSignal },
): AsyncIterable<Batch> {
  return readStreams(streams, {
    begin: () => readPosition(cursor, desk),
    open,
    signal,
  });
}
