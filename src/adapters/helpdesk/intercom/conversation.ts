import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { readRows, text, type Unmapped, wordFor } from '../kit/index.ts';
import { id, instant, reference } from './fields.ts';
import type { Names } from './names.ts';
import { authorOf, foreignAuthor, foreignPart, stateAfter, toReply } from './part.ts';

/** Without `rating` it was asked for and not given. Rating again changes it. */
const foreignRating = z.object({
  rating: z.int().min(1).max(5).nullish(),
  remark: text,
  created_at: instant,
  updated_at: instant.nullish(),
  teammate: z.object({ id: reference }).nullish(),
});

/** A conversation asked for by itself. */
export const foreignConversation = z.object({
  id,
  title: text,
  created_at: instant,
  updated_at: instant,
  state: z.string(),
  priority: z.string().nullish(),
  admin_assignee_id: reference,
  team_assignee_id: reference,
  company: z.object({ name: text }).nullish(),
  tags: z.object({ tags: z.array(z.object({ name: z.string() })) }).nullish(),
  contacts: z.object({ contacts: z.array(z.object({ id })) }).nullish(),
  source: z.object({ type: text, subject: text, author: foreignAuthor.nullish() }).nullish(),
  first_contact_reply: z.object({ created_at: instant }).nullish(),
  statistics: z
    .object({ last_close_at: instant.nullish(), adjusted_handling_time: z.number().min(0).nullish() })
    .nullish(),
  conversation_rating: foreignRating.nullish(),
  conversation_parts: z.object({ conversation_parts: z.array(z.unknown()) }),
});

export type ForeignConversation = z.output<typeof foreignConversation>;

const stateWords = { open: 'open', closed: 'solved', snoozed: 'hold' } as const;
const priorityWords = { priority: 'high', not_priority: 'normal' } as const;

/** Intercom's `source.type` → ours; its own Messenger is called `conversation`. */
const channelWords: Readonly<Record<string, NonNullable<Fact<'tickets'>['channel']>>> = {
  conversation: 'chat',
  push: 'chat',
  email: 'email',
  facebook: 'social',
  instagram: 'social',
  twitter: 'social',
  whatsapp: 'messaging',
  sms: 'messaging',
  phone_call: 'phone',
  phone_switch: 'phone',
};

/** A conversation and all that belongs to it. A part that cannot be read is named, and the others load. */
export function readConversation(
  conversation: ForeignConversation,
  { names, inbox, unmapped }: { names: Names; inbox: string | null; unmapped: Unmapped },
) {
  const { id: ticket, source, conversation_rating: rating } = conversation;
  const customer = conversation.contacts?.contacts[0]?.id ?? null;
  const team = names.team(conversation.team_assignee_id);
  const begunBy = authorOf(source?.author);
  // What an agent or a campaign sent becomes a request when the customer answers.
  const created_at =
    (begunBy === 'customer' ? null : conversation.first_contact_reply?.created_at) ?? conversation.created_at;
  const moves: Fact<'ticket_moves'>[] = [
    facts.ticket_moves.parse({ id: `${ticket}/created`, ticket, at: created_at, seq: 0, by: begunBy, status: 'open' }),
  ];
  const replies: Fact<'replies'>[] = [];
  let status: Fact<'tickets'>['status'] = 'open';

  const { read: parts, skipped } = readRows(conversation.conversation_parts.conversation_parts, {
    as: foreignPart,
    noun: 'conversation part',
  });
  for (const [index, part] of inOrder(parts).entries()) {
    const reply = toReply(part, ticket);
    if (reply !== undefined) replies.push(reply);
    const next = stateAfter(part, { before: status, reply });
    const agent = part.assigned_to?.type === 'admin' ? part.assigned_to.id : null;
    if (next !== status || agent !== null) {
      const move = { id: part.id, ticket, at: part.created_at, seq: index + 1, by: authorOf(part.author), agent };
      moves.push(facts.ticket_moves.parse({ ...move, status: next === status ? null : next }));
    }
    status = next;
  }

  const stated = wordFor(conversation.state, { words: stateWords, field: 'tickets.status', unmapped });
  const row = facts.tickets.parse({
    id: ticket,
    subject: conversation.title ?? source?.subject,
    url: inbox === null ? null : `${inbox}${ticket}`,
    // That an open one waits for the customer, its parts tell.
    status: stated === 'open' && status === 'pending' ? 'pending' : stated,
    priority: wordFor(conversation.priority, { words: priorityWords, field: 'tickets.priority', unmapped }),
    channel: wordFor(source?.type, { words: channelWords, field: 'tickets.channel', unmapped }),
    tags: conversation.tags?.tags.map(({ name }) => name),
    team,
    agent: conversation.admin_assignee_id,
    customer,
    organization: conversation.company?.name,
    created_at,
    updated_at: conversation.updated_at,
    solved_at: stated === 'solved' ? conversation.statistics?.last_close_at : null,
    handle_seconds: conversation.statistics?.adjusted_handling_time,
  });
  const surveys = rating == null ? [] : [toSurvey(rating, { ticket, team, customer })];
  return { facts: { tickets: [row], ticket_moves: moves, replies, surveys }, skipped };
}

function inOrder<Part extends { created_at: number }>(parts: readonly Part[]): Part[] {
  return parts.toSorted((one, other) => one.created_at - other.created_at);
}

/** A conversation has one rating at most: its id is the conversation's. */
function toSurvey(
  { rating, remark, created_at, updated_at, teammate }: z.output<typeof foreignRating>,
  { ticket, team, customer }: { ticket: string; team: string | null; customer: string | null },
): Fact<'surveys'> {
  return facts.surveys.parse({
    id: ticket,
    kind: 'csat',
    sent_at: created_at,
    answered_at: rating == null ? null : (updated_at ?? created_at),
    score: rating,
    scale_min: 1,
    scale_max: 5,
    comment: remark,
    ticket,
    agent: teammate?.id,
    team,
    customer,
  });
}
