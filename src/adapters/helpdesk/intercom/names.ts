import { z } from 'zod';
import { type Call, ifConnected, inParallel, readRows } from '../kit/index.ts';
import type { Api } from './api.ts';
import { id } from './fields.ts';

const listed = z.object({ teams: z.array(z.unknown()) });
const named = z.object({ id, name: z.string().min(1) });

/** Teams' and companies' names by their ids, for the length of one pull: a rename shows from the next one on. */
export interface Names {
  team(id: string | null | undefined): string | null;
  /** Null also for a company that was not learned, is gone or has no name. */
  company(id: string | null | undefined): string | null;
  /** Ask for the companies that are not known yet. */
  learn(companies: readonly string[], call: Call): Promise<void>;
}

/** Reads all teams at once, companies as they turn up: there may be a hundred thousand. */
export async function openNames(api: Api, call: Call): Promise<Names> {
  const rows = readRows(await askTeams(api, call), { as: named, noun: 'team' }).read;
  const teams = new Map(rows.map(({ id, name }) => [id, name]));
  const companies = new Map<string, string | null>();
  return {
    team: (id) => teams.get(id ?? '') ?? null,
    company: (id) => companies.get(id ?? '') ?? null,
    async learn(mentioned, call) {
      const unknown = [...new Set(mentioned)].filter((id) => !companies.has(id));
      await inParallel(unknown, async (id) => void companies.set(id, await companyName(id, { api, call })));
    },
  };
}

export async function askTeams(api: Api, call: Call): Promise<readonly unknown[]> {
  return (await api.get('teams', listed, call)).body.teams;
}

async function companyName(id: string, { api, call }: { api: Api; call: Call }): Promise<string | null> {
  const found = await ifConnected(api.get(`companies/${encodeURIComponent(id)}`, z.unknown(), call));
  return named.safeParse(found?.body).data?.name ?? null;
}
