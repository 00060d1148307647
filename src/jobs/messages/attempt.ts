import { once } from 'node:events';
import type { Card, Chat } from '../../chat.ts';
import { UpstreamError } from '../../errors.ts';
import { claimMessage, markSent, moveMessage, type Message, type Move } from '../../store/outbox/messages.ts';
import { addressOf } from './address.ts';
import type { Tools } from '../job.ts';
import { resent } from './resent.ts';
import { settledWithin } from '../../settled-within.ts';

/** Seconds to wait after the n-th attempt that did not get through; the last one counts for all that follow. */
const backoff = [10, 30, 60, 300, 900];
/** The same for attempts that an operator has to do something about; after the last one the message is given up. */
const slowBackoff = [300, 1800, 7200];

/** One attempt at posting, recorded before and after. Of several workers, one makes it. */
export async function attempt(message: Message, card: Card, tools: Tools): Promise<void> {
  const { store, chats, now, at, log } = tools;
  const chat = chats.find(({ platform }) => platform === message.platform);
  const claimed = await claimMessage(store, message, { card, now: now() });
  if (!claimed) return;
  at('sending');
  try {
    const id = await post(chat, claimed, tools);
    at('posted');
    await markSent(store, claimed, { id, now: now() });
    at('sent');
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const move = moveAfter(error, claimed.attempt, now());
    await moveMessage(store, claimed, move);
    log.warn(
      { key: claimed.key, kind: claimed.kind, state: move.state, error: error.message },
      'message not delivered',
    );
    if (move.state === 'RETRY_AT' && move.retryAt - now() < 60) {
      await tools.wake('deliver', { key: claimed.key }, { delaySeconds: move.retryAt - now() });
    }
  }
}

async function post(chat: Chat | undefined, message: Message, { patience, signal }: Tools): Promise<string> {
  const { platform, key, card, is_resent } = message;
  if (!chat) {
    throw new UpstreamError(platform, 'is not connected, so nothing can be posted there', { reason: 'unauthorized' });
  }
  const sending = chat.send(addressOf(message), is_resent ? resent(card) : card, key);
  if (await isSent(sending, { patience, signal })) return await sending;
  throw new UpstreamError(platform, 'did not answer in time', { reason: 'unavailable' });
}

async function isSent(
  sending: Promise<unknown>,
  { patience, signal }: Pick<Tools, 'patience' | 'signal'>,
): Promise<boolean> {
  const over = new AbortController();
  const stopping = signal.aborted ? Promise.resolve() : once(signal, 'abort', { signal: over.signal });
  const isInTime = await settledWithin(patience.sending, Promise.race([sending, stopping]));
  over.abort();
  return isInTime && signal.aborted ? await settledWithin(patience.stopping, sending) : isInTime;
}

/** Only `unavailable` leaves open whether the message was posted. */
export function moveAfter({ reason, message, retryAfter }: UpstreamError, attempts: number, now: number): Move {
  switch (reason) {
    case 'unavailable':
      return { state: 'UNCERTAIN', error: message };
    case 'rate-limited':
    case 'unreachable':
      return { state: 'RETRY_AT', retryAt: now + (retryAfter ?? nth(backoff, attempts)), error: message };
    case 'unauthorized':
    case 'forbidden':
    case 'not-found':
      return attempts > slowBackoff.length
        ? { state: 'GAVE_UP', error: message }
        : { state: 'RETRY_AT', retryAt: now + nth(slowBackoff, attempts), error: message };
    case 'rejected':
      return { state: 'GAVE_UP', error: message };
  }
}

function nth(waits: readonly number[], attempts: number): number {
  return waits[attempts - 1] ?? waits.at(-1) ?? 0;
}
