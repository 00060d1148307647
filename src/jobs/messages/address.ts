import type { Address } from '../../chat.ts';
import type { Message } from '../../store/outbox/messages.ts';

export function addressOf({
  platform,
  conversation,
  thread,
}: Pick<Message, 'platform' | 'conversation' | 'thread'>): Address {
  return thread === null ? { platform, conversation } : { platform, conversation, thread };
}
