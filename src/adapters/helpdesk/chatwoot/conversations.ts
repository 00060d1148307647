import type { Fact, News } from '../../../helpdesk.ts';
import {
  begin,
  defineStream,
  goneNow,
  ifThere,
  inParallel,
  joinNews,
  numberedPages,
  openUnmapped,
  reading,
  readRows,
  unread,
  type Unmapped,
} from '../kit/index.ts';
import { toCustomer } from './contacts.ts';
import type { Context } from './context.ts';
import { foreignConversation, foreignMessage, readConversation, type ForeignConversation } from './conversation.ts';

/**
 * Conversations with any activity, each with its messages: latest first, as what becomes active while they are read moves to a
 * page read already, and is found the next time.
 */
export const conversations = defineStream({
  name: 'conversations',
  cursor: reading.default(unread),
  async *read(before, context: Context) {
    const { api, clock, signal } = context;
    const list = begin(before, clock);
    const pages = numberedPages((page) => api.conversations(page, { signal }), Number(list.after ?? 1));
    for await (const { rows, number, isLast } of pages) {
      const { read, skipped } = readRows(rows, { as: foreignConversation, noun: 'conversation' });
      const active = read.filter(({ last_activity_at }) => last_activity_at >= list.since);
      const isEnd = isLast || active.length < read.length;
      const news = joinNews([{ facts: {}, skipped }, await readConversations(active, context)]);
      yield { ...news, cursor: list.at(isEnd ? null : String(number + 1)) };
      if (isEnd) return;
    }
  },
});

/** A conversation as it stands at this moment; deleted now when it is gone. */
export async function readTicket(id: string, context: Context): Promise<News> {
  const { api, clock, signal } = context;
  const row = await ifThere(api.conversation(id, { signal }));
  if (row === undefined) return goneNow(id, clock);
  const { read, skipped } = readRows([row], { as: foreignConversation, noun: 'conversation' });
  return joinNews([{ facts: {}, skipped }, await readConversations(read, context)]);
}

async function readConversations(conversations: readonly ForeignConversation[], context: Context): Promise<News> {
  const unmapped = openUnmapped();
  const whole = await inParallel(
    conversations,
    async (conversation) =>
      (await ifThere(readWhole(conversation, { ...context, unmapped }))) ?? goneNow(conversation.id, context.clock),
  );
  const customers = conversations.flatMap(customerOf);
  const given = { facts: { customers, tickets: [], ticket_moves: [], replies: [] } };
  return { ...joinNews([given, ...whole]), unmapped: unmapped.counts() };
}

async function readWhole(
  conversation: ForeignConversation,
  { api, signal, staff, inbox, unmapped }: Context & { unmapped: Unmapped },
): Promise<News> {
  const rows: unknown[] = [];
  for await (const page of api.messages(conversation.id, { signal })) rows.push(...page);
  const { read, skipped } = readRows(rows, { as: foreignMessage, noun: 'message' });
  const messages = read.toSorted((a, b) => a.created_at - b.created_at || Number(a.id) - Number(b.id));
  return { facts: readConversation(conversation, { messages, staff, inbox, unmapped }), skipped };
}

function customerOf({ meta: { sender } }: ForeignConversation): Fact<'customers'>[] {
  return sender?.created_at == null ? [] : [toCustomer({ ...sender, created_at: sender.created_at })];
}
