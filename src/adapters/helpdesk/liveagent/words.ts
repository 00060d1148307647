import type { Fact } from '../../../helpdesk.ts';

type Status = NonNullable<Fact<'tickets'>['status']>;
type Channel = NonNullable<Fact<'tickets'>['channel']>;

/** LiveAgent's status letters → ours. An answered ticket waits for the customer. */
export const statusWords: Readonly<Record<string, Status>> = {
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

export const channelWords: Readonly<Record<string, Channel>> = {
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

export const clockWords: Readonly<Record<string, Fact<'sla_clocks'>['kind']>> = {
  first_answer: 'first_reply',
  next_answer: 'next_reply',
  first_resolve: 'resolution',
};
