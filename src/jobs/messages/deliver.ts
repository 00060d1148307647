import { z } from 'zod';
import type { Card } from '../../chat.ts';
import { findMessage, moveMessage, recoveryAfter, type Message } from '../../store/outbox/messages.ts';
import { attempt } from './attempt.ts';
import type { Fresh } from './fresh.ts';
import type { Job, Tools } from '../job.ts';
import { freshNudge } from '../nudges/fresh.ts';
import { recover } from './recover.ts';

/** Bring one message of the outbox as far as it goes now: find out what became of it, then send it if it is due. */
export const deliver: Job<{ key: string }> = {
  name: 'deliver',
  concurrency: 10,
  data: z.object({ key: z.string() }),
  async run({ key }, tools) {
    const found = await findMessage(tools.store, key);
    if (!found) return;
    const message = isUnclear(found, tools.now()) ? await recover(found, tools) : found;
    if (!message || !isDue(message, tools.now())) return;
    const giveUp = (error: string) => moveMessage(tools.store, message, { state: 'GAVE_UP', error });
    if (message.expires_at !== null && message.expires_at <= tools.now()) {
      await giveUp(message.error ?? 'it expired before it could be sent');
      return;
    }
    const fresh: Fresh = message.kind === 'nudge' ? await freshNudge(message, tools) : message;
    if ('dropped' in fresh) {
      await giveUp(fresh.dropped);
    } else if ('later' in fresh) {
      await moveMessage(tools.store, message, { state: 'RETRY_AT', retryAt: fresh.later, error: 'quiet hours' });
    } else {
      await paced(message, fresh.card, tools);
    }
  },
};

async function paced(message: Message, card: Card, tools: Tools): Promise<void> {
  const wait = tools.pace.take(`${message.platform} ${message.conversation}`);
  if (wait === 0) await attempt(message, card, tools);
  else await tools.wake('deliver', { key: message.key }, { delaySeconds: wait });
}

function isUnclear({ state, started_at }: Message, now: number): boolean {
  return (state === 'SENDING' || state === 'UNCERTAIN') && (started_at ?? 0) <= now - recoveryAfter;
}

function isDue({ state, retry_at }: Message, now: number): boolean {
  return state === 'PLANNED' || (state === 'RETRY_AT' && (retry_at ?? 0) <= now);
}
