import { z } from 'zod';
import { everyRow, ifConnected, readRows, type Clock } from '../kit/index.ts';
import type { ActivityFiles } from './activity-files.ts';
import type { Api } from './api.ts';
import { openCompanies, type Companies } from './companies.ts';
import { id } from './fields.ts';
import { askGroups, openGroups, type Groups } from './groups.ts';
import { askStatuses, openStatuses, type Statuses } from './statuses.ts';

/** What everything of one account is read with. */
export interface Account {
  readonly api: Api;
  readonly activityFiles: ActivityFiles;
  readonly origin: string;
  readonly clock: Clock;
}

/** What the streams share, read anew for each pull. */
export interface Context extends Account {
  readonly groups: Groups;
  readonly companies: Companies;
  readonly statuses: Statuses;
  /** The list of agents, and the ids in it. */
  readonly staff: readonly unknown[];
  readonly agents: ReadonlySet<number>;
  /** Everyone who was ever seen as an agent; the agents' stream adds to it. */
  readonly everAgents: Set<number>;
  /** Whether anybody here keeps time: if nobody does, no ticket is asked for it. */
  readonly isTimed: boolean;
  readonly signal: AbortSignal;
}

export async function openContext(account: Account, signal: AbortSignal): Promise<Context> {
  const { api } = account;
  const call = { signal };
  const staff = await everyRow((page) => api.list('agents', page, call));
  const agents = new Set(readRows(staff, { as: z.object({ id }), noun: 'agent' }).read.map(({ id }) => id));
  return {
    ...account,
    staff,
    agents,
    everAgents: new Set(agents),
    groups: openGroups(await askGroups(api, call)),
    // Where the key may not see them, the statuses every account has are known by their numbers.
    statuses: openStatuses((await ifConnected(askStatuses(api, call))) ?? []),
    companies: openCompanies(api, call),
    isTimed: ((await ifConnected(api.list('time_entries', 1, call)))?.rows ?? []).length > 0,
    signal,
  };
}
