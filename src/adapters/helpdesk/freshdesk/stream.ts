import type { Clock } from '../kit/clock.ts';
import type * as streams from '../kit/streams.ts';
import type { ActivityFiles } from './activity-file.ts';
import type { Api } from './api.ts';
import type { Companies } from './companies.ts';
import type { Groups } from './groups.ts';
import type { Position } from './position.ts';
import type { Statuses } from './statuses.ts';

export interface Tools {
  readonly api: Api;
  readonly activityFiles: ActivityFiles;
  readonly groups: Groups;
  readonly companies: Companies;
  readonly statuses: Statuses;
  /** The list of agents, and the ids in it. */
  readonly staff: readonly unknown[];
  readonly agents: ReadonlySet<number>;
  /** Whether anybody here keeps time: if nobody does, no ticket is asked for it. */
  readonly isTimed: boolean;
  readonly clock: Clock;
  readonly origin: string;
  readonly signal: AbortSignal;
}

export type Step = streams.Step<Position>;
