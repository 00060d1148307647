import { z } from 'zod';
import { facts, type Fact, type Skipped } from '../../../helpdesk.ts';
import { defineStream, type Stream } from './stream.ts';

type Agent = Fact<'agents'>;

/**
 * Users apart, as agents and customers. Once an agent, never a customer: a colleague who left is no customer lost.
 * @param staff everyone who was ever seen as an agent, so that one who no longer is can be told from a customer; learns who is
 */
export function splitUsers<User extends { readonly id: number }>(
  users: readonly User[],
  { staff, isAgent }: { staff: Set<number>; isAgent: (user: User) => boolean },
): { agents: User[]; customers: User[] } {
  for (const user of users) if (isAgent(user)) staff.add(user.id);
  return {
    agents: users.filter(({ id }) => staff.has(id)),
    customers: users.filter(({ id }) => !staff.has(id)),
  };
}

/** Those who are there, and those known before who no longer are: they keep the name, so that earlier figures have it. */
export function withFormer(known: readonly Agent[], present: readonly Agent[]): Agent[] {
  const ids = new Set(present.map(({ id }) => id));
  const former = known.filter(({ id }) => !ids.has(id)).map((agent) => ({ ...agent, is_active: false }));
  return [...present, ...former];
}

/** The agents of a service that lists only those who still are: all of them each time, as there are few. */
export function agentsStream<Context>(
  list: (context: Context) => Promise<{ readonly read: readonly Agent[]; readonly skipped: readonly Skipped[] }>,
): Stream<Context, Agent[]> {
  return defineStream({
    name: 'agents',
    cursor: z.array(facts.agents).default([]),
    async *read(known, context: Context) {
      const { read, skipped } = await list(context);
      const agents = withFormer(known, read);
      yield { facts: { agents }, skipped, cursor: agents };
    },
  });
}
