import type { Card } from '../../../chat.ts';
import { cleanLine } from '../../../text/clean.ts';
import type { AddressBook, Conversation } from './address-book.ts';
import type { Connector } from './connector.ts';
import { renderTeams } from './render.ts';
import { isStopping, stopped, unknownConversation } from './upstream.ts';

/** A conversation the bot has met, and the thread in it. */
interface Place {
  readonly conversation: string;
  readonly thread?: string | undefined;
}

/** Posting to conversations the bot has met. Rejects with an UpstreamError; a call is at most one HTTP attempt at posting. */
export interface Outgoing {
  card(to: Place, card: Card): Promise<string>;
  /** A sentence of our own. */
  text(to: Place, text: string): Promise<string>;
}

export function openOutgoing(book: AddressBook, connector: Connector): Outgoing {
  async function post(to: Place, message: object): Promise<string> {
    const conversation = await book.conversation(to.conversation);
    if (!conversation) throw unknownConversation();
    if (conversation.isStopped) throw stopped();
    return connector.post(conversation, to.thread, message).catch(async (error: unknown) => {
      if (isStopping(error)) await stop(conversation);
      throw error;
    });
  }

  async function stop(conversation: Conversation): Promise<void> {
    await book.remember({ ...conversation, isStopped: true });
  }

  return {
    async card(to, card) {
      return post(to, cardMessage(card));
    },
    async text(to, text) {
      return post(to, textMessage(text));
    },
  };
}

/** A card as an activity to post. */
export function cardMessage(card: Card): object {
  return {
    type: 'message',
    summary: cleanLine(card.summary),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: renderTeams(card) }],
  };
}

/** A sentence of our own as an activity to post. */
function textMessage(text: string): object {
  return { type: 'message', textFormat: 'plain', text };
}
