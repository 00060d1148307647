import { z } from 'zod';
import type { Memory } from '../../../chat.ts';
import { UpstreamError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import { rendering, type Rendering } from './rendering.ts';

const memoryKey = 'playground:messages';
const capacity = 200;

const message = z.object({
  /** Epoch milliseconds of its arrival, unique and growing even when a fresh data folder takes over from an old one. */
  id: z.int(),
  conversation: z.string(),
  key: z.string(),
  rendering,
});

export type Message = z.output<typeof message>;

/** What was sent to the playground: the latest {@link capacity} messages, oldest first. */
export interface History {
  /**
   * Keeps a message exactly once for each conversation and key.
   * @returns the message, and whether it is new
   */
  keep(conversation: string, key: string, rendering: Rendering): Promise<{ message: Message; isNew: boolean }>;
  /** @throws UpstreamError when the messages kept do not reach back to `since` (epoch seconds) */
  find(conversation: string, key: string, since: number): Message | undefined;
  /** Messages later than an id; all of them without one. */
  after(id: number | undefined): readonly Message[];
}

/** Reads the history from memory, where every message kept is written. */
export async function openHistory(memory: Memory, log: Log): Promise<History> {
  let messages = await read(memory, log);
  let writing: Promise<unknown> = Promise.resolve();

  function withKey(conversation: string, key: string): Message | undefined {
    return messages.find((one) => one.conversation === conversation && one.key === key);
  }

  async function write(conversation: string, key: string, rendering: Rendering) {
    const known = withKey(conversation, key);
    if (known) return { message: known, isNew: false };
    const id = Math.max(Date.now(), (messages.at(-1)?.id ?? 0) + 1);
    const message = { id, conversation, key, rendering };
    const next = [...messages, message].slice(-capacity);
    await memory.set(memoryKey, next);
    messages = next;
    return { message, isNew: true };
  }

  return {
    keep(conversation, key, rendering) {
      // One after another, so that two sends with one key at the same moment leave one message.
      const written = Promise.allSettled([writing]).then(() => write(conversation, key, rendering));
      writing = written;
      return written;
    },
    find(conversation, key, since) {
      const found = withKey(conversation, key);
      if (found) return found.id >= since * 1000 ? found : undefined;
      const [oldest] = messages;
      if (messages.length < capacity || !oldest || oldest.id < since * 1000) return undefined;
      throw new UpstreamError('Playground', 'older messages than are kept were asked for', { reason: 'rejected' });
    },
    after(id) {
      return id === undefined ? messages : messages.filter((one) => one.id > id);
    },
  };
}

async function read(memory: Memory, log: Log): Promise<Message[]> {
  const kept = z.array(message).safeParse((await memory.get(memoryKey)) ?? []);
  if (kept.success) return kept.data;
  log.warn(
    { problem: z.prettifyError(kept.error) },
    'the messages kept for the playground cannot be read, starting without them',
  );
  return [];
}
