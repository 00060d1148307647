import { daysBetween } from '../calendar/wall.ts';
import { UserError } from '../errors.ts';
import { matchAgents, type Agent } from '../metrics/answer/agents.ts';
import { chooseDesks, sampleNotes } from '../metrics/answer/context.ts';
import type { AgentKey, Filter, Scope } from '../metrics/scope.ts';
import type { Asker, Audience } from './asker.ts';
import type { CommandContext } from './command.ts';
import { weekdayNames } from './grammar/calendar-names.ts';
import type { CommandReading, Filter as Asked } from './reading.ts';

const why = 'Figures about named agents are for the agent, their lead and managers';

/** Said where an answer falls back to teams. */
export const fallback = `${why}; here are teams instead.`;

/** The same where the facts know no teams. */
export const unnamed = `${why}.`;

/** One sentence for everybody it is refused to, so that it does not tell whether there is such an agent. */
const refusal = new UserError('not-allowed', `${why}. Ask your lead, or ask for a team: by team, team:name.`);

/** The agents that may be named in this answer. */
function visibleAgents(
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

/** What an answer is made of, as far as the asker may see it. */
export interface Authorised {
  readonly scope: Scope;
  /** Those of the reading, with their agents looked up; desks are in the scope. */
  readonly filters: readonly Filter[];
  /** What to say about it. */
  readonly notes: readonly string[];
}

/**
 * The desks and agents that a reading is about, as far as the asker may see them.
 * @throws UserError `not-allowed` for an agent they may not ask about, whether there is such an agent or not;
 * `unknown-agent` or `ambiguous-agent` only to those who may know; and as {@link chooseDesks}
 */
export async function authorise(
  context: CommandContext,
  reading: CommandReading & { readonly filters: readonly Asked[] },
): Promise<Authorised> {
  const { asker, audience, tools } = context;
  const desks = await chooseDesks(context, reading.filters);
  const areNeeded = asker.role === 'lead' || reading.filters.some(({ key }) => key === 'agent');
  const agents = areNeeded ? await context.agents(desks.names) : [];
  const allowed = visibleAgents({ asker, audience, individuals: tools.individuals }, agents);
  const instead = (filter: Asked, value: string) => {
    const filters = reading.filters.map((other) => (other.key === 'agent' ? { ...filter, values: [value] } : other));
    return context.toText({ ...reading, filters } as CommandReading);
  };
  return {
    scope: { desks: desks.names, agents: allowed },
    filters: asStored(reading.filters)
      .filter(({ key }) => key !== 'desk')
      .map((filter) => {
        if (filter.key !== 'agent') return filter;
        const known = { asker, agents, allowed, instead: (value: string) => instead(filter, value) };
        return { ...filter, agents: filter.values.flatMap((value) => agentsMeantBy(value, known)) };
      }),
    notes: [...reading.corrections.map(({ from, to }) => `Read “${from}” as ${to}`), ...sampleNotes(desks)],
  };
}

interface Known {
  readonly asker: Asker;
  readonly agents: readonly Agent[];
  readonly allowed: Scope['agents'];
  /** The same command about this agent. */
  readonly instead: (value: string) => string;
}

function agentsMeantBy(value: string, { asker, agents, allowed, instead }: Known): readonly AgentKey[] {
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

/**
 * Filters as the store writes them: weekdays by number (0 is Monday), hours 0–23, channels and kinds with underscores.
 * @throws UserError for a weekday or hour that is none
 */
export function asStored(filters: readonly Asked[]): Asked[] {
  return filters.map((filter) => ({ ...filter, values: filter.values.map((value) => storedValue(filter.key, value)) }));
}

function storedValue(key: string, value: string): string {
  if (key === 'channel' || key === 'kind') return value.trim().replaceAll(/[\s-]+/g, '_');
  if (key === 'weekday') {
    const weekday = weekdayNames.get(value.toLowerCase());
    if (weekday !== undefined) return String(daysBetween('monday', weekday));
    throw new UserError('bad-filter', `weekday: takes a day such as monday or mon; “${value}” is none.`);
  }
  if (key === 'hour') {
    const hour = /^(\d{1,2})(?::00)?$/.exec(value)?.[1];
    if (hour !== undefined && Number(hour) < 24) return String(Number(hour));
    throw new UserError('bad-filter', `hour: takes an hour from 0 to 23; “${value}” is none.`);
  }
  return value;
}
