import { z } from 'zod';
import type { Skipped } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import type { Call } from '../kit/http.ts';
import { readRows } from '../kit/rows.ts';
import type { Api } from './api.ts';
import { id } from './fields.ts';

const foreignAgent = z.object({ id, name: text, available_name: text, email: text });
const foreignTeam = z.object({ id, name: z.string().min(1) });
const identified = z.object({ id });

/** An account's agents, for the length of one pull. */
export interface Staff {
  readonly agents: readonly (z.output<typeof foreignAgent> & { readonly team: string | null })[];
  readonly skipped: readonly Skipped[];
  /** Chatwoot's notes of what happened tell people by name. Null where two share it, or nobody has it. */
  agentNamed(name: string): string | null;
}

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
    agents: read.map((agent) => ({ ...agent, team: teamOf.get(agent.id) ?? null })),
    skipped: [...skipped, ...teams.skipped],
    agentNamed: (name) => named.get(name) ?? null,
  };
}
