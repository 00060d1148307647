import { z } from 'zod';
import { readRows, type Call } from '../kit/index.ts';
import type { Api } from './api.ts';
import { id } from './fields.ts';

const named = z.object({ id, name: z.string().min(1) });
const member = z.object({ organization_id: id });

/** Groups' and organizations' names by their ids, for the length of one pull: a rename shows from the next one on. */
export interface Names {
  group(id: number | null | undefined): string | null;
  /** Null also for an organization that was not learned or is gone. */
  organization(id: number | null | undefined): string | null;
  /** Ask for the organizations that these rows name and that are not known yet. */
  learn(rows: readonly unknown[], signal: AbortSignal): Promise<void>;
}

/** Reads all groups at once (there are few), organizations as they turn up (there may be a hundred thousand). */
export async function openNames(api: Api, signal: AbortSignal): Promise<Names> {
  const groups = namesById(await askGroups(api, { signal }));
  const organizations = new Map<number, string | null>();
  return {
    group: (id) => groups.get(id ?? 0) ?? null,
    organization: (id) => organizations.get(id ?? 0) ?? null,
    async learn(rows, signal) {
      const mentioned = new Set(readRows(rows, { as: member, noun: 'row' }).read.map((row) => row.organization_id));
      const unknown = [...mentioned].filter((id) => !organizations.has(id));
      const found = namesById(await api.byId('organizations', unknown, { signal }));
      for (const id of unknown) organizations.set(id, found.get(id) ?? null);
    },
  };
}

export function askGroups(api: Api, call: Call): Promise<readonly unknown[]> {
  return api.every('groups', call);
}

function namesById(rows: readonly unknown[]): Map<number, string> {
  return new Map(readRows(rows, { as: named, noun: 'row' }).read.map(({ id, name }) => [id, name]));
}
