import type { Batch } from '../../../helpdesk.ts';
import type { Clock } from '../kit/clock.ts';
import { readStreams } from '../kit/streams.ts';
import { agentPages } from './agent-pages.ts';
import type { Api } from './api.ts';
import { articlePages } from './article-pages.ts';
import { callPages } from './call-pages.ts';
import { contactPages } from './contact-pages.ts';
import { conversationPages } from './conversation-pages.ts';
import { openNames } from './names.ts';
import { readPosition } from './position.ts';
import type { Tools } from './stream.ts';

/** In the order they are read. */
const streams = [agentPages, contactPages, conversationPages, callPages, articlePages];

export interface Desk {
  readonly desk: string;
  readonly api: Api;
  readonly clock: Clock;
  /** Where people work with this desk, scheme and host. */
  readonly app: string;
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
export async function openTools({ api, clock, app }: Desk, signal: AbortSignal): Promise<Tools> {
  const { workspace } = await api.me({ signal });
  const inbox = workspace === null ? null : `${app}/a/inbox/${workspace}/inbox/conversation/`;
  return { api, names: await openNames(api, { signal }), clock, inbox, signal };
}
