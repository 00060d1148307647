import { z } from 'zod';
import { everyRow, ifConnected, readRows, type Call } from '../kit/index.ts';
import type { Api } from './api.ts';
import { id } from './fields.ts';

/** Only the newer of the two lists has the ids of their agents. */
const group = z.object({ id, name: z.string().min(1), agent_ids: z.array(z.int()).nullish() });

/** Names of groups, for the length of one pull: a rename shows from the next one on. */
export interface Groups {
  name(id: number | null | undefined): string | null;
  /** The first group an agent is in; null where the account does not tell. */
  teamOf(agent: number): string | null;
}

export function openGroups(rows: readonly unknown[]): Groups {
  const names = new Map<number, string>();
  const teams = new Map<number, string>();
  for (const { id, name, agent_ids } of readRows(rows, { as: group, noun: 'group' }).read) {
    names.set(id, name);
    for (const agent of agent_ids ?? []) if (!teams.has(agent)) teams.set(agent, name);
  }
  return { name: (id) => names.get(id ?? 0) ?? null, teamOf: (agent) => teams.get(agent) ?? null };
}

/** Accounts from before 2021 have the older list only. */
export async function askGroups(api: Api, call: Call): Promise<unknown[]> {
  const list = (path: string) => everyRow((page) => api.list(path, page, call));
  return (await ifConnected(list('admin/groups'))) ?? (await list('groups'));
}
