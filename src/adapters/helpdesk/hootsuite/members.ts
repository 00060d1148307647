import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import {
  defineStream,
  ifConnected,
  ifThere,
  readRows,
  secondsNow,
  withFormer,
  type Call,
  type Clock,
} from '../kit/index.ts';
import type { Api } from './api.ts';

/** Nothing tells which member changed, and each is read by itself. */
const renewedSeconds = 900;
const membersPerPage = 10;

/** What the stream is read with. */
interface Context {
  readonly api: Api;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const team = z.object({ id: z.string().min(1), name: z.string().min(1) });
const memberId = z.object({ id: z.string().min(1) });

const foreignMember = z.object({
  id: z.string().min(1),
  fullName: z.string().nullish(),
  email: z.string().nullish(),
  isActive: z.boolean().nullish(),
});

const reached = z.strictObject({
  /** Everybody known, as last read: the list leaves out whoever is gone. */
  agents: z.array(facts.agents),
  /** When everybody was last begun to be read anew, epoch seconds. */
  begunAt: z.int().min(0),
  /** Ids of those read since then. */
  done: z.array(z.string()),
});

/** Before streams had a cursor each, the members' was the desk's. */
export const earlierCursor = reached
  .extend({ version: z.literal(1) })
  .transform(({ agents, begunAt, done }) => ({ version: 2, members: { agents, begunAt, done } }));

/** The organization's members: who is new, and every quarter of an hour all. Who is gone is there no longer, and keeps the name. */
export const members = defineStream({
  name: 'members',
  cursor: reached.default({ agents: [], begunAt: 0, done: [] }),

  async *read(before, { api, clock, signal }: Context) {
    const now = secondsNow(clock);
    const isDue = now - before.begunAt >= renewedSeconds;
    const begunAt = isDue ? now : before.begunAt;
    const done = isDue ? [] : [...before.done];

    const { read, skipped } = readRows((await askMembers(api, { signal })).rows, { as: memberId, noun: 'member' });
    const present = new Set(read.map(({ id }) => id));
    const awaited = [...present].filter((id) => !done.includes(id));
    const teams = awaited.length > 0 ? await readTeams(api, { signal }) : new Map<string, string>();
    const stillHere = before.agents.filter(({ id }) => present.has(id));
    const agents = new Map(withFormer(before.agents, stillHere).map((agent) => [agent.id, agent]));
    yield { facts: { agents: [...agents.values()] }, skipped, cursor: { ...before, agents: [...agents.values()] } };

    while (awaited.length > 0) {
      const ids = awaited.splice(0, membersPerPage);
      const rows: unknown[] = [];
      // One who has left since the list was made is not there.
      for (const id of ids) rows.push((await ifThere(api.one(`members/${encodeURIComponent(id)}`, { signal }))) ?? []);
      const page = readRows(rows.flat(), { as: foreignMember, noun: 'member' });
      const fresh = page.read.map((member) => toAgent(member, teams));
      for (const agent of fresh) agents.set(agent.id, agent);
      done.push(...ids);
      const cursor = { agents: [...agents.values()], begunAt, done: [...done] };
      yield { facts: { agents: fresh }, skipped: page.skipped, cursor };
    }
  },
});

/** Ids of everybody in the organization; the list is given whole. */
export function askMembers(api: Api, call: Call) {
  return api.list('members', call);
}

export function askTeams(api: Api, call: Call) {
  return api.list('teams', call);
}

/** The name of the first team each member is in; none where the app may not see teams. */
async function readTeams(api: Api, call: Call): Promise<ReadonlyMap<string, string>> {
  const teamOf = new Map<string, string>();
  async function learn(): Promise<void> {
    for (const { id, name } of readRows((await askTeams(api, call)).rows, { as: team, noun: 'team' }).read) {
      const { rows } = await api.list(`teams/${encodeURIComponent(id)}/members`, call);
      const members = readRows(rows, { as: memberId, noun: 'member' }).read;
      for (const { id } of members) if (!teamOf.has(id)) teamOf.set(id, name);
    }
  }
  await ifConnected(learn());
  return teamOf;
}

function toAgent(member: z.output<typeof foreignMember>, teams: ReadonlyMap<string, string>) {
  return facts.agents.parse({
    id: member.id,
    name: member.fullName || null,
    email: member.email || null,
    team: teams.get(member.id) ?? null,
    is_active: member.isActive ?? null,
  });
}
