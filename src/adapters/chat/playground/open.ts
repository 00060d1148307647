import type { Express } from 'express';
import type { Answer, Chat, Memory } from '../../../chat.ts';
import { UpstreamError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import { openHistory, type History } from './history.ts';
import { readQuestion } from './question.ts';
import { renderBoth } from './rendering.ts';
import { addRoutes } from './routes.ts';
import { loadShow } from './show.ts';
import { openStream } from './stream.ts';

interface Tools {
  readonly web: Express;
  readonly log: Log;
  /** Keeps what was sent, so that the page shows it again after a restart. */
  readonly memory: Memory;
}

/**
 * A page at `/` that looks like a chat and shows each message as Slack and as Teams do. Whoever reaches it asks as the
 * owner, so open it only on a server that listens on a loopback address. Its own conversation is `you`, direct ones are
 * `dm:<e-mail>`, and every other name is a channel.
 */
export function openPlayground({ web, log, memory }: Tools): Chat {
  const stream = openStream();
  const answering = new Set<Promise<object>>();
  let started: { readonly answer: Answer; readonly history: History } | undefined;

  function open() {
    if (started) return started;
    throw new UpstreamError('Playground', 'it is not started', { reason: 'unreachable' });
  }

  async function ask(body: unknown): Promise<object> {
    const { answer } = open();
    const { card, isPublic } = await answer(readQuestion(body));
    const show = await loadShow();
    return { isPublic, ...show(renderBoth(card)) };
  }

  addRoutes(web, log, {
    async ask(body) {
      const answer = ask(body);
      answering.add(answer);
      return answer.finally(() => answering.delete(answer));
    },
    async listen(response, after) {
      const show = await loadShow();
      const missed = open().history.after(after);
      stream.join(
        response,
        missed.map(({ id, conversation, rendering }) => ({ id, conversation, ...show(rendering) })),
      );
    },
  });

  return {
    platform: 'playground',
    async start(answer) {
      started = { answer, history: await openHistory(memory, log) };
    },
    async send(to, card, key) {
      const { history } = open();
      const show = await loadShow();
      const rendering = renderBoth(card);
      // Drawn before it is kept: what cannot be drawn would come back with every page.
      const shown = show(rendering);
      const { message, isNew } = await history.keep(to.conversation, key, rendering);
      if (isNew) stream.push({ id: message.id, conversation: message.conversation, ...shown });
      return String(message.id);
    },
    async find(to, key, since) {
      const message = open().history.find(to.conversation, key, since);
      return message && String(message.id);
    },
    async locate(email) {
      return { platform: 'playground', conversation: `dm:${email}` };
    },
    check: async () => [],
    async [Symbol.asyncDispose]() {
      started = undefined;
      stream.close();
      await Promise.allSettled(answering);
    },
  };
}
