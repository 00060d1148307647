import { z } from 'zod';
import type { News } from '../../../helpdesk.ts';
import {
  begin,
  type Call,
  defineStream,
  goneNow,
  ifThere,
  inParallel,
  joinNews,
  openUnmapped,
  reading,
  readRows,
  unread,
} from '../kit/index.ts';
import { foundPages, type Api, type Search } from './api.ts';
import type { Context } from './context.ts';
import { foreignConversation, readConversation } from './conversation.ts';
import { id } from './fields.ts';

const found = z.object({ id });

/** Conversations that changed, oldest change first, each with its parts. */
export const conversations = defineStream({
  name: 'conversations',
  cursor: reading.default(unread),

  async *read(before, context: Context) {
    const { api, clock, signal } = context;
    const list = begin(before, clock);
    const ask = (after: string | null) =>
      askConversations(api, { since: list.since, order: 'ascending', after }, { signal });
    for await (const { rows, after } of foundPages(ask, list.after)) {
      const { read, skipped } = readRows(rows, { as: found, noun: 'conversation' });
      const ids = read.map(({ id }) => id);
      const news = joinNews([{ facts: {}, skipped }, await readConversations(ids, context)]);
      yield { ...news, cursor: list.at(after) };
    }
  },
});

/** Without their parts: each is then asked for by itself, and a page of them is held at a time. */
export function askConversations(api: Api, search: Search, call: Call) {
  return api.search('conversations', { ...search, rows: 'conversations', size: 50 }, call);
}

/** Conversations as they stand at this moment, with their newest 500 parts; one that is gone counts as deleted now. */
export async function readConversations(ids: readonly string[], context: Context): Promise<News> {
  const { api, names, clock, inbox, signal } = context;
  const unmapped = openUnmapped();
  const each = await inParallel(ids, async (id): Promise<News> => {
    const path = `conversations/${encodeURIComponent(id)}?display_as=plaintext`;
    const row = await ifThere(api.get(path, z.unknown(), { signal }));
    if (row === undefined) return goneNow(id, clock);
    const { read, skipped } = readRows([row.body], { as: foreignConversation, noun: 'conversation' });
    const parts = read.map((conversation) => readConversation(conversation, { names, inbox, unmapped }));
    return joinNews([{ facts: {}, skipped }, ...parts]);
  });
  const given = {
    facts: { tickets: [], ticket_moves: [], replies: [], surveys: [] },
    gives: ['surveys:csat'],
  } as const;
  return { ...joinNews([given, ...each]), unmapped: unmapped.counts() };
}
