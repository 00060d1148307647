import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import { facts } from '../../../helpdesk.ts';
import type { Clock } from '../kit/clock.ts';
import { withFormer } from '../kit/agents.ts';
import { readRows } from '../kit/rows.ts';
import type { Step } from '../kit/streams.ts';
import type { Api } from './api.ts';
import type { Position } from './position.ts';
import { memberId, readTeams } from './teams.ts';

/** Nothing tells which member changed, and each is read by itself. */
const renewedSeconds = 900;
const membersPerBatch = 10;

export interface Tools {
  readonly api: Api;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const foreignMember = z.object({
  id: z.string().min(1),
  fullName: z.string().nullish(),
  email: z.string().nullish(),
  isActive: z.boolean().nullish(),
});

/** The organization's members: who is new, and every quarter of an hour all. Who is gone is there no longer, and keeps the name. */
export async function* agentPages(position: Position, tools: Tools): AsyncGenerator<Step<Position>> {
  const { api, clock, signal } = tools;
  const now = Math.floor(clock.now() / 1000);
  const isDue = now - position.begunAt >= renewedSeconds;
  const begunAt = isDue ? now : position.begunAt;
  const done = isDue ? [] : [...position.done];

  const { read, skipped } = readRows((await api.members({ signal })).rows, { as: memberId, noun: 'member' });
  const present = new Set(read.map(({ id }) => id));
  const awaited = [...present].filter((id) => !done.includes(id));
  const teams = awaited.length > 0 ? await readTeams(api, { signal }) : new Map<string, string>();
  const agents = new Map(
    withFormer(
      position.agents,
      position.agents.filter(({ id }) => present.has(id)),
    ).map((agent) => [agent.id, agent]),
  );
  yield { batch: { facts: { agents: [...agents.values()] }, skipped }, moved: { agents: [...agents.values()] } };

  while (awaited.length > 0) {
    const ids = awaited.splice(0, membersPerBatch);
    const rows: unknown[] = [];
    for (const id of ids) rows.push(...(await readMember(id, tools)));
    const members = readRows(rows, { as: foreignMember, noun: 'member' });
    const fresh = members.read.map((member) => toAgent(member, teams));
    for (const agent of fresh) agents.set(agent.id, agent);
    done.push(...ids);
    yield {
      batch: { facts: { agents: fresh }, skipped: members.skipped },
      moved: { agents: [...agents.values()], begunAt, done: [...done] },
    };
  }
}

/** Nothing when the member has left since the list was made. */
async function readMember(id: string, { api, signal }: Tools): Promise<unknown[]> {
  try {
    return [await api.member(id, { signal })];
  } catch (error) {
    if (!(error instanceof UpstreamError && error.reason === 'not-found')) throw error;
    return [];
  }
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
