import type { Address, Person, Request } from '../chat.ts';
import { matchAgents, type Agent } from '../metrics/answer/agents.ts';
import type { Context } from '../metrics/answer/context.ts';
import type { AgentKey } from '../metrics/scope.ts';

export const roles = ['agent', 'lead', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Somebody who may ask, from the configuration. */
export interface Member {
  readonly email: string;
  readonly role: Role;
  readonly team?: string | undefined;
  /** How the helpdesk knows them, when not by the same e-mail: another e-mail, a name or an id. */
  readonly agent?: string | undefined;
}

/** Who asks. Somebody in no `people` entry is a `guest`: team figures only. */
export interface Asker {
  readonly role: Role | 'guest';
  readonly team: string | undefined;
  /** The agents they are themselves, one a desk. */
  readonly agents: readonly AgentKey[];
}

export async function findAsker(
  person: Person,
  { context, people }: { context: Context; people: readonly Member[] },
): Promise<Asker> {
  if (person.isOwner) return { role: 'admin', team: undefined, agents: [] };
  const email = person.email?.toLowerCase();
  const member = people.find((candidate) => candidate.email.toLowerCase() === email);
  if (!member) return { role: 'guest', team: undefined, agents: [] };
  const desks = (await context.desks()).map(({ name }) => name);
  return { role: member.role, team: member.team, agents: agentsOf(member, await context.agents(desks)) };
}

/** Whether somebody's role includes another. */
export function includesRole(role: Asker['role'], least: Asker['role']): boolean {
  const ranked: readonly Asker['role'][] = ['guest', ...roles];
  return ranked.indexOf(role) >= ranked.indexOf(least);
}

function agentsOf({ email, agent }: Member, agents: readonly Agent[]): AgentKey[] {
  if (agent !== undefined) return matchAgents(agents, agent);
  return agents.filter((candidate) => candidate.email?.toLowerCase() === email.toLowerCase());
}

/** Who reads the answer along. */
export interface Audience {
  /** True when all of a channel see it, false when only the asker does. */
  readonly isPublic: boolean;
  /** The channel may see figures about named agents: it is allowed to, and only one's own people read along. */
  readonly isAllowed: boolean;
}

/** Answers are private unless made public; in a direct conversation there is nobody else. */
export async function audienceOf(
  { place, isDirect, hasOutsiders }: Pick<Request, 'place' | 'isDirect' | 'hasOutsiders'>,
  { requested, allowed }: { requested: 'public' | 'private' | undefined; allowed: readonly Address[] },
): Promise<Audience> {
  const isListed = allowed.some(
    ({ platform, conversation }) => platform === place.platform && conversation === place.conversation,
  );
  return {
    isPublic: requested === 'public' && !isDirect,
    isAllowed: !isDirect && isListed && !((await hasOutsiders?.()) ?? false),
  };
}
