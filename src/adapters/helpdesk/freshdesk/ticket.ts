import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { instant, text } from '../kit/fields.ts';
import { wordFor, type Unmapped } from '../kit/unmapped.ts';
import { id, reference, when } from './fields.ts';
import type { Status } from './statuses.ts';
import type { Tools } from './stream.ts';

const stats = z.object({
  first_responded_at: when,
  agent_responded_at: when,
  requester_responded_at: when,
  status_updated_at: when,
  reopened_at: when,
  pending_since: when,
  resolved_at: when,
  closed_at: when,
});

/** A ticket as lists and views have it, with its `stats`. */
export const foreignTicket = z.object({
  id,
  subject: text,
  status: z.int(),
  priority: z.int().nullish(),
  source: z.int().nullish(),
  type: text,
  tags: z.array(z.string()).nullish(),
  group_id: id.nullish(),
  responder_id: reference,
  requester_id: reference,
  company_id: id.nullish(),
  created_at: instant,
  updated_at: instant,
  due_by: when,
  fr_due_by: when,
  nr_due_by: when,
  deleted: z.boolean().nullish(),
  spam: z.boolean().nullish(),
  stats: stats.nullish().transform((given) => given ?? stats.parse({})),
});

export type ForeignTicket = z.output<typeof foreignTicket>;

const priorityWords = { '1': 'low', '2': 'normal', '3': 'high', '4': 'urgent' } as const;

const channelWords: Readonly<Record<string, NonNullable<Fact<'tickets'>['channel']>>> = {
  '1': 'email',
  '2': 'web',
  '3': 'phone',
  '4': 'knowledge_base',
  '5': 'social',
  '6': 'social',
  '7': 'chat',
  '8': 'messaging',
  '9': 'web',
  '10': 'email',
  '11': 'other',
  '12': 'chat',
  '13': 'messaging',
};

/** What a ticket is now. What happened to it is told by its moves and replies. */
export function toTicket(
  ticket: ForeignTicket,
  options: Pick<Tools, 'groups' | 'companies' | 'origin'> & {
    status: Status;
    handleSeconds: number | null;
    unmapped: Unmapped;
  },
): Fact<'tickets'> {
  const { groups, companies, origin, status, handleSeconds, unmapped } = options;
  const priority = ticket.priority == null ? null : String(ticket.priority);
  const source = ticket.source == null ? null : String(ticket.source);
  return facts.tickets.parse({
    id: String(ticket.id),
    subject: ticket.subject,
    url: `${origin}/a/tickets/${ticket.id}`,
    status,
    priority: wordFor(priority, { words: priorityWords, field: 'tickets.priority', unmapped }),
    type: ticket.type?.toLowerCase() ?? null,
    channel: wordFor(source, { words: channelWords, field: 'tickets.channel', unmapped }),
    tags: ticket.tags ?? null,
    team: groups.name(ticket.group_id),
    agent: ticket.responder_id,
    customer: ticket.requester_id,
    organization: companies.get(ticket.company_id)?.name ?? null,
    created_at: ticket.created_at,
    updated_at: ticket.updated_at,
    handle_seconds: handleSeconds,
  });
}
