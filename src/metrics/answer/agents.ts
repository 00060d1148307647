import { z } from 'zod';
import type { Reader } from '../../store/store.ts';
import type { AgentKey } from '../scope.ts';

const agent = z.object({
  desk: z.string(),
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  team: z.string().nullable(),
});
export type Agent = z.output<typeof agent>;

export async function listAgents(store: Reader, desks: readonly string[]): Promise<Agent[]> {
  if (desks.length === 0) return [];
  const places = desks.map((_, index) => `$${index + 1}`).join(', ');
  const sql = `SELECT desk, id, name, email, team FROM agents WHERE desk IN (${places})`;
  const agents = await store.query(sql, desks, agent);
  // DuckDB takes longer to sort a few rows than to find them.
  return agents.toSorted(byDesk);
}

function byDesk(one: Agent, other: Agent): number {
  const [first, second] = one.desk === other.desk ? [one.id, other.id] : [one.desk, other.desk];
  return first < second ? -1 : 1;
}

/** Names by `desk/id`; two agents of one name are told apart by their e-mail or id. */
export function namesOf(agents: readonly Agent[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const { name } of agents) counts.set(name ?? '', (counts.get(name ?? '') ?? 0) + 1);
  return new Map(
    agents.map(({ desk, id, name, email }) => {
      if (!name) return [`${desk}/${id}`, email ?? id];
      return [`${desk}/${id}`, counts.get(name) === 1 ? name : `${name} (${email ?? id})`];
    }),
  );
}

/** Whom `@ana`, `ana@example.com`, `Ana Ray` or an id means among these agents: possibly several, possibly nobody. */
export function matchAgents(agents: readonly Agent[], text: string): AgentKey[] {
  const wanted = text.replace(/^@/, '').trim().toLowerCase();
  const names = ({ id, name, email }: Agent) => [id, name, email].map((word) => word?.toLowerCase());
  const exact = agents.filter((candidate) => names(candidate).includes(wanted));
  if (exact.length > 0) return exact;
  return agents.filter(
    ({ name, email }) =>
      email?.toLowerCase().split('@')[0] === wanted || name?.toLowerCase().split(/\s+/).includes(wanted),
  );
}
