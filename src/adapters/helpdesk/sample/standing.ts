import type { Fact, Facts } from '../../../helpdesk.ts';
import type { Arrival } from './arrival.ts';
import { clocksAfter } from './clocks.ts';
import type { Step } from './life.ts';

type Reply = Fact<'replies'>;

const authors: Readonly<Partial<Record<Step['kind'], Reply['by']>>> = {
  'agent-reply': 'agent',
  note: 'agent',
  'customer-reply': 'customer',
  'auto-reply': 'automation',
};

function repliesAfter({ id }: Arrival, steps: readonly Step[]): Reply[] {
  return steps.flatMap((step, index): Reply[] => {
    const by = authors[step.kind];
    if (by === undefined) return [];
    const agent = 'agent' in step ? step.agent.id : null;
    const waited = step.kind === 'agent-reply' ? step.waited : null;
    const isPublic = step.kind !== 'note';
    return [{ id: `${id}-${index}`, ticket: id, at: step.at, by, agent, is_public: isPublic, waited_seconds: waited }];
  });
}

function spansAfter({ id, at }: Arrival, steps: readonly Step[]): Fact<'ticket_spans'>[] {
  const spans: Fact<'ticket_spans'>[] = [];
  let openSince: number | null = at;
  for (const step of steps) {
    if (step.kind === 'solved' && openSince !== null) {
      spans.push({ ticket: id, seq: spans.length, from_at: openSince, to_at: step.at });
      openSince = null;
    }
    if (step.kind === 'customer-reply') openSince ??= step.at;
  }
  if (openSince !== null) spans.push({ ticket: id, seq: spans.length, from_at: openSince, to_at: null });
  return spans;
}

function statusAfter(steps: readonly Step[]): NonNullable<Fact<'tickets'>['status']> {
  const last = steps.findLast(({ kind }) => kind !== 'auto-reply' && kind !== 'note')?.kind;
  if (last === undefined) return 'new';
  if (last === 'awaiting-customer') return 'pending';
  if (last === 'on-hold') return 'hold';
  return last === 'solved' || last === 'closed' ? last : 'open';
}

function count(steps: readonly Step[], ...kinds: readonly Step['kind'][]): number {
  return steps.filter(({ kind }) => kinds.includes(kind)).length;
}

/** A ticket and all that belongs to it, as they stand once these steps of its life are done. */
export function standing(arrival: Arrival, steps: readonly Step[]): Facts {
  const { id, at, team, customer, topic } = arrival;
  const spans = spansAfter(arrival, steps);
  const first = steps.find((step) => step.kind === 'agent-reply');
  const handedTo = steps
    .flatMap((step) => (step.kind === 'reassigned' || step.kind === 'escalated' ? [step.agent] : []))
    .at(-1);
  const efforts = steps.flatMap((step) => ('effort' in step ? [step.effort] : []));
  const ticket: Fact<'tickets'> = {
    id,
    subject: arrival.subject,
    url: `https://desk.example.com/tickets/${id}`,
    status: statusAfter(steps),
    priority: arrival.priority,
    type: topic.type,
    channel: arrival.channel,
    tags: [...arrival.tags],
    team: team.name,
    agent: (handedTo ?? arrival.agent).id,
    customer: customer?.id ?? null,
    organization: customer?.organization ?? null,
    is_complaint: arrival.isComplaint,
    created_at: at,
    updated_at: steps.at(-1)?.at ?? at,
    first_reply_at: first?.at ?? null,
    first_reply_by: first?.agent.id ?? null,
    solved_at: spans.at(-1)?.to_at ?? null,
    reopens: spans.length - 1,
    agent_replies: count(steps, 'agent-reply'),
    customer_replies: count(steps, 'customer-reply'),
    touches: count(steps, 'agent-reply', 'note'),
    reassignments: count(steps, 'reassigned', 'escalated'),
    escalated_at: steps.find(({ kind }) => kind === 'escalated')?.at ?? null,
    handle_seconds: efforts.length === 0 ? null : efforts.reduce((total, effort) => total + effort, 0),
  };
  return {
    tickets: [ticket],
    ticket_spans: spans,
    replies: repliesAfter(arrival, steps),
    sla_clocks: clocksAfter(arrival, steps),
  };
}
