import { z } from 'zod';
import { findMessage, moveMessage, recoveryAfter, type Message } from '../../store/outbox/messages.ts';
import { attempt } from './attempt.ts';
import type { Job, Tools } from '../job.ts';
import type { MessageKind } from './kind.ts';
import { messageKinds } from './kinds/index.ts';
import { recover } from './recover.ts';

/** Bring one message of the outbox as far as it goes now: find out what became of it, then send it if it is due. */
export const deliver = deliverOf(messageKinds);

/** The same for other kinds of messages. One of another kind, as of a newer Deskpulse beside this one, is left alone. */
export function deliverOf(kinds: readonly MessageKind[]): Job<{ key: string }> {
  return {
    name: 'deliver',
    concurrency: 10,
    data: z.object({ key: z.string() }),
    async run({ key }, tools) {
      const found = await findMessage(tools.store, key);
      const kind = kinds.find(({ name }) => name === found?.kind);
      if (!found) return;
      if (!kind) {
        tools.log.warn({ key, kind: found.kind }, 'message of an unknown kind');
        return;
      }
      const message = isUnclear(found, tools.now()) ? await recover(found, kind, tools) : found;
      if (message && isDue(message, tools.now())) await send(message, kind, tools);
    },
  };
}

async function send(message: Message, kind: MessageKind, tools: Tools): Promise<void> {
  const { store, now } = tools;
  const giveUp = (error: string) => moveMessage(store, message, { state: 'GAVE_UP', error });
  if (message.expires_at !== null && message.expires_at <= now()) {
    await giveUp(message.error ?? 'it expired before it could be sent');
    return;
  }
  const prepared = await kind.prepare(message, tools);
  if ('dropped' in prepared) {
    await giveUp(prepared.dropped);
  } else if ('later' in prepared) {
    await moveMessage(store, message, { state: 'RETRY_AT', retryAt: prepared.later, error: prepared.reason });
  } else {
    await attempt(message, prepared.card, tools);
  }
}

function isUnclear({ state, started_at }: Message, now: number): boolean {
  return (state === 'SENDING' || state === 'UNCERTAIN') && (started_at ?? 0) <= now - recoveryAfter;
}

function isDue({ state, retry_at }: Message, now: number): boolean {
  return state === 'PLANNED' || (state === 'RETRY_AT' && (retry_at ?? 0) <= now);
}
