import type { Person } from '../chat.ts';
import { listAgents, matchAgents, type Agent } from '../metrics/answer/agents.ts';
import type { AgentKey } from '../metrics/scope.ts';
import type { Member, Tools } from './command.ts';

export const roles = ['agent', 'lead', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who asks. Somebody in no `people` entry is a `guest`: team figures only. */
export interface Asker {
  readonly role: Role | 'guest';
  readonly team: string | undefined;
  /** The agents they are themselves, one a desk. */
  readonly agents: readonly AgentKey[];
}

/** @param desks whose agents the asker may be */
export async function findAsker(
  person: Person,
  { store, people }: Pick<Tools, 'store' | 'people'>,
  desks: readonly string[],
): Promise<Asker> {
  if (person.isOwner) return { role: 'admin', team: undefined, agents: [] };
  const email = person.email?.toLowerCase();
  const member = people.find((candidate) => candidate.email.toLowerCase() === email);
  if (!member) return { role: 'guest', team: undefined, agents: [] };
  const agents = await listAgents(store, desks);
  return { role: member.role, team: member.team, agents: agentsOf(member, agents) };
}

function agentsOf({ email, agent }: Member, agents: readonly Agent[]): AgentKey[] {
  if (agent !== undefined) return matchAgents(agents, agent);
  return agents.filter((candidate) => candidate.email?.toLowerCase() === email.toLowerCase());
}
