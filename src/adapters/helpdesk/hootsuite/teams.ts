import { z } from 'zod';
import { isNotConnected } from '../kit/connected.ts';
import type { Call } from '../kit/http.ts';
import { readRows } from '../kit/rows.ts';
import type { Api } from './api.ts';

const team = z.object({ id: z.string().min(1), name: z.string().min(1) });
export const memberId = z.object({ id: z.string().min(1) });

/** The name of the first team each member is in; none where the app may not see teams. */
export async function readTeams(api: Api, call: Call): Promise<ReadonlyMap<string, string>> {
  const teamOf = new Map<string, string>();
  try {
    for (const { id, name } of readRows(await api.teams(call), { as: team, noun: 'team' }).read) {
      const members = readRows(await api.teamMembers(id, call), { as: memberId, noun: 'member' }).read;
      for (const { id } of members) if (!teamOf.has(id)) teamOf.set(id, name);
    }
  } catch (error) {
    if (!isNotConnected(error)) throw error;
  }
  return teamOf;
}
