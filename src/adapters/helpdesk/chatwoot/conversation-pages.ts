import type { Fact, News, Skipped } from '../../../helpdesk.ts';
import { UpstreamError } from '../../../errors.ts';
import { inParallel } from '../kit/parallel.ts';
import { begin } from '../kit/reading.ts';
import { readRows } from '../kit/rows.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import { toCustomer } from './contact.ts';
import { foreignConversation, readConversation, type ForeignConversation } from './conversation.ts';
import { foreignMessage, type ForeignMessage } from './message.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

/**
 * Conversations with any activity since the position, each with its messages: latest first, as what becomes active
 * while they are read moves to a page read already, and is found the next time.
 */
export async function* conversationPages({ conversations }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, clock, signal } = tools;
  const reading = begin(conversations, clock);
  for (let page = Number(reading.after ?? 1); ; page += 1) {
    const rows = await api.conversations(page, { signal });
    const { read, skipped } = readRows(rows, { as: foreignConversation, noun: 'conversation' });
    const active = read.filter(({ last_activity_at }) => last_activity_at >= reading.since);
    const isEnd = rows.length === 0 || active.length < read.length;
    const news = await readConversations(active, tools);
    yield {
      batch: { ...news, skipped: [...skipped, ...(news.skipped ?? [])] },
      moved: { conversations: reading.at(isEnd ? null : String(page + 1)) },
    };
    if (isEnd) return;
  }
}

/** A conversation as it stands at this moment; deleted now when it is gone. */
export async function readTicket(id: string, tools: Tools): Promise<News> {
  try {
    const rows = [await tools.api.conversation(id, { signal: tools.signal })];
    const { read, skipped } = readRows(rows, { as: foreignConversation, noun: 'conversation' });
    const news = await readConversations(read, tools);
    return { ...news, skipped: [...skipped, ...(news.skipped ?? [])] };
  } catch (error) {
    if (!isGone(error)) throw error;
    return { facts: {}, deleted: [{ id, at: Math.floor(tools.clock.now() / 1000) }] };
  }
}

async function readConversations(conversations: readonly ForeignConversation[], tools: Tools): Promise<News> {
  const unmapped = openUnmapped();
  const skipped: Skipped[] = [];
  const deleted: { id: string; at: number }[] = [];
  const told = await inParallel(conversations, async (conversation) => {
    try {
      const messages = await readMessages(conversation.id, { tools, skipped });
      return [readConversation(conversation, { ...tools, messages, unmapped })];
    } catch (error) {
      if (!isGone(error)) throw error;
      deleted.push({ id: conversation.id, at: Math.floor(tools.clock.now() / 1000) });
      return [];
    }
  });
  const all = told.flat();
  return {
    facts: {
      customers: conversations.flatMap(customerOf),
      tickets: all.flatMap(({ tickets }) => tickets),
      ticket_moves: all.flatMap(({ ticket_moves }) => ticket_moves),
      replies: all.flatMap(({ replies }) => replies),
    },
    deleted,
    skipped,
    unmapped: unmapped.counts(),
  };
}

async function readMessages(
  conversation: string,
  { tools: { api, signal }, skipped }: { tools: Tools; skipped: Skipped[] },
): Promise<ForeignMessage[]> {
  const messages: ForeignMessage[] = [];
  for await (const rows of api.messages(conversation, { signal })) {
    const page = readRows(rows, { as: foreignMessage, noun: 'message' });
    messages.push(...page.read);
    skipped.push(...page.skipped);
  }
  return messages.toSorted((one, other) => one.created_at - other.created_at || Number(one.id) - Number(other.id));
}

function customerOf({ meta: { sender } }: ForeignConversation): Fact<'customers'>[] {
  return sender?.created_at == null ? [] : [toCustomer({ ...sender, created_at: sender.created_at })];
}

function isGone(error: unknown): boolean {
  return error instanceof UpstreamError && error.reason === 'not-found';
}
