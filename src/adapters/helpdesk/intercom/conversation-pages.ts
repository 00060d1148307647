import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Batch, News } from '../../../helpdesk.ts';
import { inParallel } from '../kit/parallel.ts';
import { readRows } from '../kit/rows.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import { foreignConversation, readConversation } from './conversation.ts';
import { id } from './fields.ts';
import type { Position } from './position.ts';
import { begin } from '../kit/reading.ts';
import { foundPages } from './found-pages.ts';
import type { Step, Tools } from './stream.ts';

type ReadTools = Pick<Tools, 'api' | 'names' | 'clock' | 'inbox' | 'signal'>;

const found = z.object({ id });

/** Conversations changed since the position, oldest change first, each with its parts. */
export async function* conversationPages({ conversations }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, clock, signal } = tools;
  const reading = begin(conversations, clock);
  const ask = (after: string | null) =>
    api.conversations({ since: reading.since, order: 'ascending', after }, { signal });
  for await (const { rows, after } of foundPages(ask, reading.after)) {
    const { read, skipped } = readRows(rows, { as: found, noun: 'conversation' });
    const news = await readConversations(
      read.map(({ id }) => id),
      tools,
    );
    yield {
      batch: { ...news, skipped: [...skipped, ...(news.skipped ?? [])] },
      moved: { conversations: reading.at(after) },
    };
  }
}

/** Conversations as they stand at this moment; one that is gone counts as deleted now. */
export async function readConversations(ids: readonly string[], tools: ReadTools): Promise<News> {
  const { api, names, clock, inbox, signal } = tools;
  const unmapped = openUnmapped();
  const deleted: NonNullable<Batch['deleted']>[number][] = [];
  const news = await inParallel(ids, async (id) => {
    try {
      const rows = [await api.conversation(id, { signal })];
      const { read, skipped } = readRows(rows, { as: foreignConversation, noun: 'conversation' });
      const told = read.map((conversation) => readConversation(conversation, { names, inbox, unmapped }));
      return {
        facts: told.map(({ facts }) => facts),
        skipped: [...skipped, ...told.flatMap(({ skipped }) => skipped)],
      };
    } catch (error) {
      if (!(error instanceof UpstreamError && error.reason === 'not-found')) throw error;
      deleted.push({ id, at: Math.floor(clock.now() / 1000) });
      return { facts: [], skipped: [] };
    }
  });
  const all = news.flatMap(({ facts }) => facts);
  return {
    facts: {
      tickets: all.flatMap(({ tickets }) => tickets),
      ticket_moves: all.flatMap(({ ticket_moves }) => ticket_moves),
      replies: all.flatMap(({ replies }) => replies),
      surveys: all.flatMap(({ surveys }) => surveys),
    },
    gives: ['surveys:csat'],
    deleted,
    skipped: news.flatMap(({ skipped }) => skipped),
    unmapped: unmapped.counts(),
  };
}
