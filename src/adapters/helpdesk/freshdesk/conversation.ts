import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { instant, text } from '../kit/index.ts';
import { id } from './fields.ts';

/** An entry of a ticket's conversation: everything but the message that opened it. */
export const foreignConversation = z.object({
  id,
  incoming: z.boolean(),
  private: z.boolean(),
  source: z.int().nullish(),
  user_id: id.nullish(),
  automation_id: z.int().nullish(),
  auto_response: z.boolean().nullish(),
  body_text: text,
  created_at: instant,
});

export type ForeignConversation = z.output<typeof foreignConversation>;

const note = 2;
const surveyFeedback = 6;
const forwarded = 8;

/** The notes that a merge leaves, in the words of an English account: on the ticket that goes, and on the one that stays. */
const goneBy = /^\s*this ticket is closed and merged into ticket\b/i;
const grownBy = /^\s*(merged from ticket\b|tickets? with ids? .* (is|are) merged into this ticket)/i;

/** Whether this entry says that its ticket was merged into another. */
export function isFarewell({ source, body_text }: ForeignConversation): boolean {
  return source === note && goneBy.test(body_text ?? '');
}

/** Who is who in a ticket's conversation. */
interface Cast {
  readonly ticket: number;
  readonly requester: string | null;
  /** Ids of everyone who is an agent now. */
  readonly agents: ReadonlySet<number>;
}

/** The reply or note that an entry is; none for a survey's comment, which comes with the rating. */
export function toReply(entry: ForeignConversation, cast: Cast): Fact<'replies'>[] {
  if (entry.source === surveyFeedback) return [];
  const by = authorOf(entry, cast);
  return [
    facts.replies.parse({
      id: String(entry.id),
      ticket: String(cast.ticket),
      at: entry.created_at,
      by,
      agent: by === 'agent' && entry.user_id != null ? String(entry.user_id) : null,
      // Who is forwarded to is not the customer.
      is_public: !entry.private && entry.source !== forwarded,
    }),
  ];
}

function authorOf(entry: ForeignConversation, { requester, agents }: Cast): Fact<'replies'>['by'] {
  const { incoming, user_id } = entry;
  const isMerge = entry.source === note && grownBy.test(entry.body_text ?? '');
  if (isMerge || entry.auto_response === true || entry.automation_id != null) return 'automation';
  // An agent's e-mail comes in as well, and so does what one asks for oneself. Who has left is no agent, and wrote from inside.
  const isByAgent = user_id != null && agents.has(user_id) && String(user_id) !== requester;
  if (!incoming || isByAgent) return 'agent';
  // What comes in and is kept from the customer is the answer of somebody else, to whom the ticket was forwarded.
  return entry.private ? null : 'customer';
}
