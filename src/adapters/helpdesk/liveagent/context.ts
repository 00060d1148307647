import { z } from 'zod';
import type { Skipped } from '../../../helpdesk.ts';
import { everyRow, ifConnected, inParallel, readRows, text, type Clock } from '../kit/index.ts';
import type { Api } from './api.ts';
import { id } from './fields.ts';

/** What the streams of a LiveAgent share. */
export interface Context {
  readonly api: Api;
  readonly names: Names;
  readonly clock: Clock;
  /** The address, with the path below which the account stands. */
  readonly url: string;
  readonly timezone: string;
  /** Whether the account has the ratings of API v1 to read. */
  readonly hasRatings: boolean;
  readonly signal: AbortSignal;
}

/** A row of the agents; whoever was deleted stays in the list, marked. */
const agentRow = z.object({ id, name: text, email: text, status: text });
const department = z.object({ department_id: id, name: text, agent_ids: z.array(z.string()).nullish() });
const tag = z.object({ id, name: z.string().min(1) });
const member = z.object({ id, company_id: text });
const named = z.object({ name: text });

/** So many contacts' organizations are kept at once. */
const mostKept = 20_000;

/** Who is an agent, and what departments, tags and organizations are called; a rename shows from the next pull on. */
export interface Names {
  readonly agents: readonly z.output<typeof agentRow>[];
  readonly skippedAgents: readonly Skipped[];
  /** Whether the account has service levels. */
  readonly hasLevels: boolean;
  department(id: string | null): string | null;
  /** The department an agent belongs to; of several, the first. */
  teamOf(agent: string): string | null;
  isAgent(user: string | null): boolean;
  agentOf(email: string | null): string | null;
  tag(id: string): string;
  /** The organization of a contact that was learned; null also where there is none. */
  organizationOf(contact: string | null): string | null;
  /** Find out the organizations of these contacts, whose rows are given where they are known. */
  learn(contacts: readonly string[], options: { rows?: readonly unknown[]; signal: AbortSignal }): Promise<void>;
}

export async function openNames(api: Api, signal: AbortSignal): Promise<Names> {
  const whole = (name: Parameters<Api['list']>[0]) =>
    everyRow(async (page) => (await api.list(name, page, { signal })).rows);
  const departments = readRows(await whole('departments'), { as: department, noun: 'department' });
  const agents = readRows(await whole('agents'), { as: agentRow, noun: 'agent' });
  const tags = readRows(await whole('tags'), { as: tag, noun: 'tag' });
  const levels = (await ifConnected(whole('slas'))) ?? [];
  const departmentNames = new Map(departments.read.map((row) => [row.department_id, row.name]));
  const tagNames = new Map(tags.read.map((row) => [row.id, row.name]));
  const agentIds = new Set(agents.read.map((agent) => agent.id));
  const agentsByEmail = new Map(agents.read.map((agent) => [agent.email?.toLowerCase() ?? null, agent.id]));
  const companies = openKept<string | null>();
  const contacts = openKept<string | null>();

  async function company(id: string | null, signal: AbortSignal): Promise<string | null> {
    if (id === null) return null;
    const known = companies.get(id);
    if (known !== undefined) return known;
    const row = named.safeParse(await ifConnected(api.one('companies', id, { signal })));
    const name = row.success ? row.data.name : null;
    companies.set(id, name);
    return name;
  }

  return {
    agents: agents.read,
    skippedAgents: [...departments.skipped, ...agents.skipped],
    hasLevels: levels.length > 0,
    department: (id) => departmentNames.get(id ?? '') ?? null,
    teamOf: (agent) => departments.read.find((row) => row.agent_ids?.includes(agent))?.name ?? null,
    isAgent: (user) => agentIds.has(user ?? ''),
    agentOf: (email) => (email === null ? null : (agentsByEmail.get(email.toLowerCase()) ?? null)),
    tag: (id) => tagNames.get(id) ?? id,
    organizationOf: (contact) => contacts.get(contact ?? '') ?? null,
    async learn(ids, { rows = [], signal }) {
      const given = readRows(rows, { as: member, noun: 'contact' }).read;
      await inParallel(given, async ({ id, company_id }) => contacts.set(id, await company(company_id, signal)));
      const unknown = [...new Set(ids)].filter((id) => contacts.get(id) === undefined);
      await inParallel(unknown, async (id) => {
        const row = member.safeParse(await ifConnected(api.one('contacts', id, { signal })));
        contacts.set(id, row.success ? await company(row.data.company_id, signal) : null);
      });
    },
  };
}

/** A map that forgets what was put in first. */
function openKept<Value>() {
  const kept = new Map<string, Value>();
  return {
    get: (key: string) => kept.get(key),
    set(key: string, value: Value) {
      const [oldest] = kept.keys();
      if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
      kept.set(key, value);
    },
  };
}
