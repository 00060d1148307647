import type { Batch } from '../../../helpdesk.ts';
import type { Clock } from '../kit/clock.ts';
import { readStreams } from '../kit/streams.ts';
import { agentPages } from './agent-pages.ts';
import type { Api } from './api.ts';
import { contactPages } from './contact-pages.ts';
import { conversationPages } from './conversation-pages.ts';
import { readPosition } from './position.ts';
import { ratingPages } from './rating-pages.ts';
import { openStaff } from './staff.ts';
import type { Tools } from './stream.ts';

/** In the order they are read. */
const streams = [agentPages, contactPages, conversationPages, ratingPages];

export interface Desk {
  readonly desk: string;
  readonly api: Api;
  readonly clock: Clock;
  /** Where people read a conversation, up to its id. */
  readonly inbox: string;
}

/** The batches of one desk from a cursor on. */
export function pull(cursor: string | null, desk: Desk, signal: AbortSignal): AsyncIterable<Batch> {
  return readStreams(streams, {
    begin: () => readPosition(cursor, desk.desk),
    open: () => openTools(desk, signal),
    signal,
  });
}

/** What reading takes, learned anew each time. */
export async function openTools(desk: Desk, signal: AbortSignal): Promise<Tools> {
  return { ...desk, staff: await openStaff(desk.api, { signal }), signal };
}
