import { z } from 'zod';
import type { Log } from '../../../log.ts';
import { ifConnected } from '../kit/index.ts';
import { everyPage, type Api } from './api.ts';
import type { Edition } from './edition.ts';
import { id, text } from './fields.ts';
import type { Call } from './operation.ts';
import type { VtigerSettings } from './settings.ts';

/** What the streams of a Vtiger share. */
export interface Context {
  readonly settings: VtigerSettings;
  readonly edition: Edition;
  /** As operators know it: `Vtiger (acme)`. */
  readonly service: string;
  readonly api: Api;
  readonly names: Names;
  readonly log: Log;
  readonly call: Call;
}

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

const account = z.object({ id, accountname: text });
const group = z.object({ id, groupname: text });

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
      const rows = (await ifConnected(api.records('Accounts', unknown, call))) ?? [];
      for (const { id, accountname } of readable(rows, account)) accounts.set(id, accountname);
    },
  };
}

function readable<T>(rows: readonly unknown[], as: z.ZodType<T>): T[] {
  return rows.flatMap((row) => {
    const { success, data } = as.safeParse(row);
    return success ? [data] : [];
  });
}
