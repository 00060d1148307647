import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { text, wordFor, type Unmapped } from '../kit/index.ts';
import type { Context } from './context.ts';
import { id, instant, person } from './fields.ts';

/** As it comes; more may have been added, and are reported. */
const priorityWords = { '1 low': 'low', '2 normal': 'normal', '3 high': 'high', '4 urgent': 'urgent' } as const;

/** The type of the article that a ticket was opened with → ours. */
const channelWords: Readonly<Record<string, NonNullable<Fact<'tickets'>['channel']>>> = {
  email: 'email',
  web: 'web',
  phone: 'phone',
  chat: 'chat',
  sms: 'messaging',
  'telegram personal-message': 'messaging',
  'whatsapp message': 'messaging',
  'twitter status': 'social',
  'twitter direct-message': 'social',
  'facebook feed post': 'social',
  'facebook feed comment': 'social',
  // Somebody wrote it down here, or a program did; a letter on paper.
  note: 'other',
  fax: 'other',
};

export const foreignTicket = z.object({
  id,
  title: text,
  state_id: id,
  priority: text,
  type: text,
  group: text,
  organization: text,
  owner_id: person,
  customer_id: person,
  created_by_id: z.int(),
  create_article_type: text,
  time_unit: z.union([z.number(), z.string().transform(Number).pipe(z.number())]).nullish(),
  first_response_at: instant.nullish(),
  first_response_escalation_at: instant.nullish(),
  update_escalation_at: instant.nullish(),
  close_at: instant.nullish(),
  close_escalation_at: instant.nullish(),
  created_at: instant,
  updated_at: instant,
});

export type ForeignTicket = z.output<typeof foreignTicket>;

/** A ticket, with the tags that its history tells of → the fact. */
export function toTicket(
  ticket: ForeignTicket,
  tags: readonly string[],
  { states, address, unit, unmapped }: Pick<Context, 'states' | 'address' | 'unit'> & { unmapped: Unmapped },
): Fact<'tickets'> {
  return facts.tickets.parse({
    id: String(ticket.id),
    subject: ticket.title,
    url: `${address}/#ticket/zoom/${ticket.id}`,
    status: states.status(ticket.state_id, 'tickets.status', unmapped),
    priority: wordFor(ticket.priority, { words: priorityWords, field: 'tickets.priority', unmapped }),
    type: ticket.type?.toLowerCase() ?? null,
    channel: wordFor(ticket.create_article_type, { words: channelWords, field: 'tickets.channel', unmapped }),
    tags,
    team: ticket.group,
    agent: ticket.owner_id,
    customer: ticket.customer_id,
    organization: ticket.organization,
    created_at: ticket.created_at,
    updated_at: ticket.updated_at,
    handle_seconds: ticket.time_unit == null || unit === null ? null : Math.round(ticket.time_unit * unit),
  });
}
