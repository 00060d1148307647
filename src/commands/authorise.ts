import { UserError } from '../errors.ts';
import { listAgents, matchAgents, type Agent } from '../metrics/answer/agents.ts';
import type { AgentKey, Filter, Scope } from '../metrics/scope.ts';
import type { Asker } from './asker.ts';
import type { Audience } from './audience.ts';
import type { Call } from './command.ts';
import { spelt } from './filter-values.ts';
import type { Filter as Asked, Question, Risk, SlaOutlook, Top } from './reading.ts';
import { toText } from './to-text.ts';

const why = 'Figures about named agents are for the agent, their lead and managers';

/** Said where an answer falls back to teams. */
export const fallback = `${why}; here are teams instead.`;

/** One sentence for everybody it is refused to, so that it does not tell whether there is such an agent. */
const refusal = new UserError('not-allowed', `${why}. Ask your lead, or ask for a team: by team, team:name.`);

/** The agents that may be named in this answer. */
function nameable(
  { asker, audience, individuals }: { asker: Asker; audience: Audience; individuals: 'on' | 'off' },
  agents: readonly Agent[],
): Scope['agents'] {
  if (individuals === 'off') return 'none';
  if (audience.isAllowed) return 'all';
  if (audience.isPublic) return 'none';
  if (asker.role === 'manager' || asker.role === 'admin') return 'all';
  const team = asker.role === 'lead' ? asker.team?.toLowerCase() : undefined;
  const own = agents.filter((agent) => team !== undefined && agent.team?.toLowerCase() === team);
  const allowed = [...own, ...asker.agents.filter((key) => !own.some((agent) => isSame(agent, key)))];
  return allowed.length > 0 ? allowed.map(({ desk, id }) => ({ desk, id })) : 'none';
}

/**
 * What the asker may see of named agents, and the filters with their agents looked up.
 * @throws UserError `not-allowed` for an agent they may not ask about, whether there is such an agent or not;
 * `unknown-agent` or `ambiguous-agent` only to those who may know
 */
export async function authorise(
  { asker, audience, tools }: Call,
  { desks, reading }: { desks: readonly string[]; reading: Question | Top | Risk | SlaOutlook },
): Promise<{ scope: Scope; filters: Filter[] }> {
  const areNeeded = asker.role === 'lead' || reading.filters.some(({ key }) => key === 'agent');
  const agents = areNeeded ? await listAgents(tools.store, desks) : [];
  const allowed = nameable({ asker, audience, individuals: tools.individuals }, agents);
  const instead = (filter: Asked, value: string) => {
    const filters = reading.filters.map((other) => (other.key === 'agent' ? { ...filter, values: [value] } : other));
    return toText({ ...reading, filters });
  };
  return {
    scope: { desks, agents: allowed },
    filters: spelt(reading.filters)
      .filter(({ key }) => key !== 'desk')
      .map((filter) => {
        if (filter.key !== 'agent') return filter;
        const known = { asker, agents, allowed, instead: (value: string) => instead(filter, value) };
        return { ...filter, agents: filter.values.flatMap((value) => meant(value, known)) };
      }),
  };
}

interface Known {
  readonly asker: Asker;
  readonly agents: readonly Agent[];
  readonly allowed: Scope['agents'];
  /** The same command about this agent. */
  readonly instead: (value: string) => string;
}

function meant(value: string, { asker, agents, allowed, instead }: Known): readonly AgentKey[] {
  const isMe = /^@?me$/i.test(value);
  const found = isMe ? asker.agents : matchAgents(agents, value);
  if (allowed === 'none') throw refusal;
  const isAllowed = (key: AgentKey) => allowed === 'all' || allowed.some((other) => isSame(key, other));
  if (allowed !== 'all' && (found.length === 0 || !found.every(isAllowed))) throw refusal;
  if (found.length === 0) throw unknown(value, agents, instead);
  const people = agents.filter((agent) => found.some((key) => isSame(agent, key)));
  const identities = new Set(people.map(({ email, desk, id }) => email?.toLowerCase() ?? `${desk}/${id}`));
  if (identities.size > 1 && !isMe) {
    const names = people.map(({ email, id }) => email ?? id);
    throw new UserError(
      'ambiguous-agent',
      `“${value}” may be ${names.join(' or ')}: write the e-mail.`,
      names.map(instead),
    );
  }
  return found;
}

function unknown(value: string, agents: readonly Agent[], instead: Known['instead']): UserError {
  const initial = value.replace(/^@/, '').charAt(0).toLowerCase();
  const near = agents.filter(({ name }) => name?.toLowerCase().startsWith(initial)).slice(0, 5);
  const names = near.map(({ name, email, id }) => (name && email ? `${name} (${email})` : (name ?? email ?? id)));
  const hint = names.length > 0 ? ` Perhaps: ${names.join(', ')}.` : '';
  const commands = near.map(({ email, id }) => instead(email ?? id));
  return new UserError('unknown-agent', `There is no agent “${value}”.${hint}`, commands);
}

function isSame(one: AgentKey, other: AgentKey): boolean {
  return one.desk === other.desk && one.id === other.id;
}
