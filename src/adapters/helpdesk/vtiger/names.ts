import { z } from 'zod';
import { isNotConnected } from '../kit/connected.ts';
import type { Api } from './api.ts';
import type { Call } from './dialect.ts';
import { id, text } from './fields.ts';

const named = z.object({ id, accountname: text });
const group = z.object({ id, groupname: text });

/** Names by ids, for the length of one pull: a rename shows from the next one on. */
export interface Names {
  group(id: string | null): string | null;
  isGroup(id: string | null): boolean;
  /** The team that a user was last noted with. */
  teamOf(user: string | null): string | null;
  noteTeam(user: string, team: string | null): void;
  account(id: string | null): string | null;
  /** Ask for the accounts that are not known yet. */
  learn(accounts: readonly (string | null)[], call: Call): Promise<void>;
}

/** Reads all groups at once (there are few), accounts as they turn up (there may be many). */
export async function openNames(api: Api, call: Call): Promise<Names> {
  const groups = new Map<string, string | null>();
  for await (const rows of everyPage('Groups', { api, call })) {
    for (const { id, groupname } of readable(rows, group)) groups.set(id, groupname);
  }
  const teams = new Map<string, string | null>();
  const accounts = new Map<string, string | null>();
  return {
    group: (id) => groups.get(id ?? '') ?? null,
    isGroup: (id) => groups.has(id ?? ''),
    teamOf: (user) => teams.get(user ?? '') ?? null,
    noteTeam: (user, team) => void teams.set(user, team),
    account: (id) => accounts.get(id ?? '') ?? null,
    async learn(mentioned, call) {
      const unknown = [...new Set(mentioned)].filter((id) => id !== null && !accounts.has(id)) as string[];
      for (const id of unknown) accounts.set(id, null);
      try {
        const rows = await api.records('Accounts', unknown, call);
        for (const { id, accountname } of readable(rows, named)) accounts.set(id, accountname);
      } catch (error) {
        if (!isNotConnected(error)) throw error;
      }
    },
  };
}

/** All of a small module, a page at a time. */
export async function* everyPage(
  module: string,
  { api, call, where = [] }: { api: Api; call: Call; where?: readonly string[] },
): AsyncGenerator<readonly unknown[]> {
  for (let offset = 0; ; offset += api.pageSize) {
    const { rows, isFull } = await api.page({ from: module, where, orderBy: 'id', offset }, call);
    yield rows;
    if (!isFull) return;
  }
}

function readable<T>(rows: readonly unknown[], as: z.ZodType<T>): T[] {
  return rows.flatMap((row) => {
    const { success, data } = as.safeParse(row);
    return success ? [data] : [];
  });
}
