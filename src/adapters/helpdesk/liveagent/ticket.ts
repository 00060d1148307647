import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { text, wordFor, type Unmapped } from '../kit/index.ts';
import { id, instant, maybeInstant } from './fields.ts';
import type { Names } from './context.ts';

/** LiveAgent's status letters → ours. An answered ticket waits for the customer. */
export const statusWords: Readonly<Record<string, NonNullable<Fact<'tickets'>['status']>>> = {
  I: 'new',
  N: 'new',
  C: 'open',
  T: 'open',
  P: 'open',
  A: 'pending',
  W: 'hold',
  R: 'solved',
  L: 'closed',
};

/** Deleted, and spam: no tickets any more, until somebody takes that back. */
export const withdrawn: ReadonlySet<string> = new Set(['X', 'B']);

const channelWords: Readonly<Record<string, NonNullable<Fact<'tickets'>['channel']>>> = {
  E: 'email',
  // The button that opens a chat; while nobody is there it opens a form, which is M.
  B: 'chat',
  I: 'chat',
  M: 'web',
  C: 'phone',
  W: 'click_to_call',
  F: 'social',
  A: 'social',
  T: 'social',
  Q: 'knowledge_base',
  S: 'knowledge_base',
};

export const foreignTicket = z.object({
  id,
  subject: text,
  status: z.string(),
  channel_type: text,
  departmentid: text,
  agentid: text,
  owner_contactid: text,
  tags: z.array(z.string()).nullish(),
  date_created: instant,
  date_changed: instant,
});

export type ForeignTicket = z.output<typeof foreignTicket>;

const withdrawnTicket = z.object({
  id,
  status: z.string().refine((status) => withdrawn.has(status)),
  date_changed: maybeInstant,
  date_deleted: maybeInstant,
});

/** A ticket's row → the fact, but for what belongs to it. `date_changed` is its version. Its owner must have been learned. */
export function toTicket(
  ticket: ForeignTicket,
  {
    url,
    names,
    unmapped,
    handleSeconds,
  }: { url: string; names: Names; unmapped: Unmapped; handleSeconds: number | null },
) {
  return facts.tickets.parse({
    id: ticket.id,
    subject: ticket.subject,
    url: `${url}/agent/#Conversation;id=${ticket.id}`,
    status: wordFor(ticket.status, { words: statusWords, field: 'tickets.status', unmapped }),
    channel: wordFor(ticket.channel_type, { words: channelWords, field: 'tickets.channel', unmapped }),
    tags: ticket.tags?.map((tag) => names.tag(tag)) ?? null,
    team: names.department(ticket.departmentid),
    agent: ticket.agentid,
    customer: ticket.owner_contactid,
    organization: names.organizationOf(ticket.owner_contactid),
    created_at: ticket.date_created,
    updated_at: ticket.date_changed,
    handle_seconds: handleSeconds,
  });
}

/** When a row is a ticket that was deleted or is spam: its id and the instant. The row may lack everything else. */
export function readWithdrawal(row: unknown): { id: string; at: number } | undefined {
  const { data } = withdrawnTicket.safeParse(row);
  const at = data?.date_changed ?? data?.date_deleted;
  return data === undefined || at == null ? undefined : { id: data.id, at };
}
