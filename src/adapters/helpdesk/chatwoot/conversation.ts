import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { text, wordFor, type Unmapped } from '../kit/index.ts';
import { readActivity } from './activity.ts';
import { foreignContact } from './contacts.ts';
import type { Staff } from './context.ts';
import { id, instant } from './fields.ts';

type Status = Fact<'tickets'>['status'];

/** A row of the list of conversations; its id is the number that people see. */
export const foreignConversation = z.object({
  id,
  status: z.string(),
  priority: z.string().nullish(),
  labels: z.array(z.string()).nullish(),
  created_at: instant,
  /** Every message and every note moves it. */
  last_activity_at: instant,
  updated_at: instant.nullish(),
  additional_attributes: z.object({ mail_subject: text }).nullish(),
  meta: z.object({
    /** Without `created_at` where Chatwoot is older. */
    sender: foreignContact.extend({ created_at: instant.nullish() }).nullish(),
    channel: text,
    assignee: z.object({ id }).nullish(),
    team: z.object({ name: text }).nullish(),
  }),
});

export type ForeignConversation = z.output<typeof foreignConversation>;

/** `pending` means that a bot has it. */
const statusWords = { open: 'open', resolved: 'solved', pending: 'new', snoozed: 'hold' } as const;
const priorityWords = { low: 'low', medium: 'normal', high: 'high', urgent: 'urgent' } as const;

/** An inbox's kind → ours. */
const channelWords: Readonly<Record<string, NonNullable<Fact<'tickets'>['channel']>>> = {
  'Channel::Email': 'email',
  'Channel::WebWidget': 'chat',
  'Channel::Api': 'api',
  'Channel::FacebookPage': 'social',
  'Channel::Instagram': 'social',
  'Channel::TwitterProfile': 'social',
  'Channel::Tiktok': 'social',
  'Channel::Whatsapp': 'messaging',
  'Channel::Sms': 'messaging',
  'Channel::TwilioSms': 'messaging',
  'Channel::Telegram': 'messaging',
  'Channel::Line': 'messaging',
  'Channel::Voice': 'phone',
};

/** A conversation and what its messages tell, oldest first. */
export function readConversation(
  conversation: ForeignConversation,
  {
    messages,
    staff,
    inbox,
    unmapped,
  }: { messages: readonly ForeignMessage[]; staff: Staff; inbox: string; unmapped: Unmapped },
) {
  const { id: ticket, meta, created_at } = conversation;
  const opening = messages.find((message) => !isActivity(message) && message.private !== true);
  const by = opening === undefined ? null : authorOf(opening);
  const first = { id: `${ticket}/created`, ticket, at: created_at, seq: 0, by, status: 'open' };
  const moves = [facts.ticket_moves.parse(first)];
  const replies: Fact<'replies'>[] = [];
  let status: Status = 'open';

  for (const [index, message] of messages.entries()) {
    if (message === opening) continue;
    const reply = isActivity(message) ? undefined : toReply(message, ticket);
    if (reply !== undefined) replies.push(reply);
    const activity = reply === undefined ? readActivity(message.content ?? '', staff) : undefined;
    const next: Status = activity?.status ?? (reply === undefined ? status : stateAfter(reply, status));
    if (activity !== undefined || next !== status) {
      const move = { id: message.id, ticket, at: message.created_at, seq: index + 1, by: reply?.by, ...activity };
      moves.push(facts.ticket_moves.parse({ ...move, status: next === status ? null : next }));
    }
    status = next;
  }

  const stated = wordFor(conversation.status, { words: statusWords, field: 'tickets.status', unmapped });
  const row = facts.tickets.parse({
    id: ticket,
    subject: conversation.additional_attributes?.mail_subject,
    url: `${inbox}${ticket}`,
    // That an open one waits for the customer, its messages tell.
    status: stated === 'open' && status === 'pending' ? 'pending' : stated,
    priority: wordFor(conversation.priority, { words: priorityWords, field: 'tickets.priority', unmapped }),
    channel: wordFor(meta.channel, { words: channelWords, field: 'tickets.channel', unmapped }),
    tags: conversation.labels,
    team: meta.team?.name,
    agent: meta.assignee?.id,
    customer: meta.sender?.id,
    organization: meta.sender?.additional_attributes?.company_name,
    created_at,
    updated_at: Math.max(conversation.last_activity_at, conversation.updated_at ?? 0),
    // For a note in a language not known here: resolving is what happens last.
    solved_at: stated === 'solved' ? conversation.last_activity_at : null,
  });
  return { tickets: [row], ticket_moves: moves, replies };
}

/** A customer's message opens whatever was resolved or snoozed; an agent's waits for the customer. */
function stateAfter({ by, is_public }: Fact<'replies'>, before: Status): Status {
  if (is_public !== true) return before;
  if (by === 'customer') return 'open';
  return by === 'agent' && (before === 'open' || before === 'new') ? 'pending' : before;
}

const kinds = { incoming: 0, outgoing: 1, activity: 2, template: 3 } as const;

/** A message, or a note of what happened. */
export const foreignMessage = z.object({
  id,
  message_type: z.int(),
  content: text,
  private: z.boolean().nullish(),
  created_at: instant,
  sender: z.object({ id: id.nullish(), type: text }).nullish(),
  content_attributes: z.object({ automation_rule_id: z.unknown().optional() }).nullish(),
  additional_attributes: z.object({ campaign_id: z.unknown().optional() }).nullish(),
});

export type ForeignMessage = z.output<typeof foreignMessage>;

function isActivity({ message_type }: ForeignMessage): boolean {
  return message_type === kinds.activity;
}

/** Who wrote a message: an agent only where a person did, and no rule, campaign or bot. */
function authorOf(message: ForeignMessage): Fact<'replies'>['by'] {
  if (message.message_type === kinds.incoming) return 'customer';
  const isByRule = message.content_attributes?.automation_rule_id != null;
  const isByCampaign = message.additional_attributes?.campaign_id != null;
  if (message.message_type !== kinds.outgoing || isByRule || isByCampaign) return 'automation';
  return message.sender?.type === 'user' ? 'agent' : 'automation';
}

function toReply(message: ForeignMessage, ticket: string): Fact<'replies'> {
  const by = authorOf(message);
  return facts.replies.parse({
    id: message.id,
    ticket,
    at: message.created_at,
    by,
    agent: by === 'agent' ? message.sender?.id : null,
    is_public: message.private !== true,
  });
}
