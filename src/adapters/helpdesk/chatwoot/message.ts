import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { id, instant } from './fields.ts';

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

export function isActivity({ message_type }: ForeignMessage): boolean {
  return message_type === kinds.activity;
}

/** Who wrote a message: an agent only where a person did, and no rule, campaign or bot. */
export function authorOf(message: ForeignMessage): Fact<'replies'>['by'] {
  if (message.message_type === kinds.incoming) return 'customer';
  const isByRule = message.content_attributes?.automation_rule_id != null;
  const isByCampaign = message.additional_attributes?.campaign_id != null;
  if (message.message_type !== kinds.outgoing || isByRule || isByCampaign) return 'automation';
  return message.sender?.type === 'user' ? 'agent' : 'automation';
}

export function toReply(message: ForeignMessage, ticket: string): Fact<'replies'> {
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
