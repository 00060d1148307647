import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { instant, text, wordFor, type Unmapped } from '../kit/index.ts';
import type { Companies } from './companies.ts';
import { id, reference, when } from './fields.ts';
import type { Groups } from './groups.ts';
import type { Status } from './statuses.ts';

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
  options: {
    groups: Pick<Groups, 'name'>;
    companies: Pick<Companies, 'get'>;
    origin: string;
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

/** An outbound e-mail: the agent wrote first. */
const outbound = 10;

/**
 * The moves that a ticket's own row tells of: its creation, the last time of each turn, and whom it is with now. What went
 * before is in the activities, where the account has them; else each reading adds what is new by then.
 */
export function movesOf(ticket: ForeignTicket, status: Status): Fact<'ticket_moves'>[] {
  const { id, created_at, updated_at, source, responder_id, stats } = ticket;
  const turns: readonly (readonly [Status, number | null])[] = [
    ['open', stats.reopened_at],
    ['pending', status === 'pending' ? stats.pending_since : null],
    ['solved', stats.resolved_at],
    ['closed', stats.closed_at],
    [status, stats.status_updated_at],
  ];
  const moved = new Map(
    turns.flatMap(([status, at]) => (at === null ? [] : [[`${id}:${status}:${at}`, { status, at }] as const])),
  );
  const born = { id: `${id}:created`, at: created_at, by: source === outbound ? 'agent' : null, status: 'open' };
  const held = responder_id === null ? [] : [{ id: `${id}:with:${responder_id}`, at: updated_at, agent: responder_id }];
  return [born, ...[...moved].map(([key, turn]) => ({ id: key, ...turn })), ...held].map((move) =>
    facts.ticket_moves.parse({ ticket: String(id), seq: 0, ...move }),
  );
}

/** The targets Freshdesk has set a ticket. It moves them itself when a ticket goes on that had waited. */
export function clocksOf(ticket: ForeignTicket, status: Status): Fact<'sla_clocks'>[] {
  const { created_at, due_by, fr_due_by, nr_due_by, stats } = ticket;
  const { requester_responded_at: asked, agent_responded_at: answered } = stats;
  const isSolved = status === 'solved' || status === 'closed';
  const solvedAt = isSolved ? (stats.resolved_at ?? stats.closed_at) : null;
  const isAnswered = asked !== null && answered !== null && answered >= asked;
  const clocks = [
    { kind: 'first_reply', started_at: created_at, target_at: fr_due_by, stopped_at: stats.first_responded_at },
    // Its target is gone once the reply is there: without one the clock no longer counts, and warns of nothing.
    { kind: 'next_reply', started_at: asked, target_at: nr_due_by, stopped_at: isAnswered ? answered : null },
    { kind: 'resolution', started_at: created_at, target_at: due_by, stopped_at: solvedAt },
  ];
  return clocks
    .filter(({ started_at, target_at, stopped_at }) => started_at !== null && (target_at ?? stopped_at) !== null)
    .map((clock) => {
      const isPaused = clock.stopped_at === null && (status === 'pending' || status === 'hold');
      return facts.sla_clocks.parse({ ticket: String(ticket.id), ...clock, is_paused: isPaused });
    });
}
