import type { Answer, Reply } from '../../../chat.ts';
import type { Log } from '../../../log.ts';
import { settledWithin } from '../../../settled-within.ts';
import type { Asked } from './asked.ts';
import { decodeText } from './decode.ts';
import type { FindPerson } from './people.ts';
import { openRecent } from './recent.ts';
import { renderSlack } from './render.ts';

/** Slack delivers again for up to an hour what it thinks was lost. */
const memory = { most: 10_000, seconds: 3_600 };

const sorry = 'Something went wrong here. Please try again in a minute.';
const apology: Reply = { card: { summary: sorry, blocks: [{ type: 'text', text: sorry }] }, isPublic: false };

export interface Inbox {
  /** Answers a question once, however often it is delivered. Never rejects. */
  ask(asked: Asked): Promise<void>;
  /** Resolves when no answer is under way, or after `milliseconds`. */
  settle(milliseconds: number): Promise<void>;
}

export function openInbox({ findPerson, answer, log }: { findPerson: FindPerson; answer: Answer; log: Log }): Inbox {
  const seen = openRecent<true>(memory);
  const underWay = new Set<Promise<void>>();

  async function work(asked: Asked): Promise<void> {
    const { id, place, isDirect } = asked;
    const [from, text] = await Promise.all([
      findPerson(asked.user),
      asked.isTyped ? decodeText(asked.text, findPerson) : asked.text,
    ]);
    try {
      await deliver(asked, await answer({ id, place, isDirect, from, text: text.trim() }));
    } catch (err) {
      log.error({ err, request: id }, 'slack question not answered');
      await deliver(asked, apology);
    }
  }

  return {
    async ask(asked) {
      if (seen.get(asked.id) === true) return;
      seen.set(asked.id, true);
      const working = work(asked).catch((err: unknown) => {
        log.error({ err, request: asked.id }, 'slack apology not delivered');
      });
      underWay.add(working);
      await working;
      underWay.delete(working);
    },
    async settle(milliseconds) {
      await settledWithin(milliseconds / 1000, Promise.all(underWay));
    },
  };
}

async function deliver(asked: Asked, { card, isPublic }: Reply): Promise<void> {
  await asked.reply(renderSlack(card), isPublic);
}
