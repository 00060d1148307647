import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { agentsStream, readRows, text, type Call } from '../kit/index.ts';
import type { Api, Context, Staff } from './context.ts';
import { id } from './fields.ts';

const foreignAgent = z.object({ id, name: text, available_name: text, email: text });
const foreignTeam = z.object({ id, name: z.string().min(1) });
const identified = z.object({ id });

/** Whoever has left is missing from Chatwoot's list. */
export const agents = agentsStream(async ({ staff }: Context) => ({ read: staff.agents, skipped: staff.skipped }));

/** Asks for all agents and for each team's members: there are few. */
export async function openStaff(api: Api, call: Call): Promise<Staff> {
  const { read, skipped } = readRows(await api.agents(call), { as: foreignAgent, noun: 'agent' });
  const teams = readRows(await api.teams(call), { as: foreignTeam, noun: 'team' });
  const teamOf = new Map<string, string>();
  for (const { id, name } of teams.read.toReversed()) {
    const members = readRows(await api.members(id, call), { as: identified, noun: 'member' });
    for (const member of members.read) teamOf.set(member.id, name);
  }
  const named = new Map<string, string | null>();
  for (const { id, name, available_name } of read) {
    for (const one of new Set([name, available_name])) {
      if (one !== null) named.set(one, named.has(one) ? null : id);
    }
  }
  return {
    agents: read.map(({ id, name, email }) =>
      facts.agents.parse({ id, name, email, team: teamOf.get(id), is_active: true }),
    ),
    skipped: [...skipped, ...teams.skipped],
    agentNamed: (name) => named.get(name) ?? null,
  };
}
