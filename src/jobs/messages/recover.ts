import type { Chat } from '../../chat.ts';
import { UpstreamError } from '../../errors.ts';
import { findMessage, markSent, moveMessage, type Message } from '../../store/outbox/messages.ts';
import { addressOf } from './address.ts';
import type { Tools } from '../job.ts';
import type { MessageKind } from './kind.ts';

/** Seconds by which a platform's clock may be behind ours. */
const skew = 60;

/**
 * Find out what became of a message that was being sent, or may have been. Where the platform can tell, it tells; where
 * it cannot, its kind says whether it is given up or sent once more, marked as such.
 * @returns the message, to be sent again, or undefined when there is nothing to send now
 */
export async function recover(message: Message, kind: MessageKind, tools: Tools): Promise<Message | undefined> {
  const { store, chats, now, log } = tools;
  const chat = chats.find(({ platform }) => platform === message.platform);
  if (chat && !chat.find) {
    if (kind.whenUncertain === 'resend-once' && !message.is_resent) return await sendAgain(message, tools, true);
    await giveUp(message, tools);
    return undefined;
  }
  try {
    const id = await look(chat, message);
    if (id === undefined) return await sendAgain(message, tools, message.is_resent);
    await markSent(store, message, { id, now: now() });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn({ key: message.key, error: error.message }, 'could not look for a message');
    if (message.expires_at !== null && message.expires_at <= now()) await giveUp(message, tools);
  }
  return undefined;
}

async function look(chat: Chat | undefined, message: Message): Promise<string | undefined> {
  if (!chat?.find) throw new UpstreamError(message.platform, 'is not connected', { reason: 'unauthorized' });
  return await chat.find(addressOf(message), message.key, message.planned_at - skew);
}

async function giveUp(message: Message, { store }: Tools): Promise<void> {
  await moveMessage(store, message, { state: 'GAVE_UP', error: 'nobody can tell whether it was posted' });
}

async function sendAgain(message: Message, { store }: Tools, isResent: boolean): Promise<Message | undefined> {
  const isOurs = await moveMessage(store, message, { state: 'PLANNED', isResent });
  return isOurs ? await findMessage(store, message.key) : undefined;
}
