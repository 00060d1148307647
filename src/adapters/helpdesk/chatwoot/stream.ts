import type { Clock } from '../kit/clock.ts';
import type * as streams from '../kit/streams.ts';
import type { Api } from './api.ts';
import type { Position } from './position.ts';
import type { Staff } from './staff.ts';

export interface Tools {
  readonly api: Api;
  readonly staff: Staff;
  readonly clock: Clock;
  /** Where people read a conversation, up to its id. */
  readonly inbox: string;
  readonly signal: AbortSignal;
}

export type Step = streams.Step<Position>;
