import type { Clock } from '../kit/clock.ts';
import type * as streams from '../kit/streams.ts';
import type { Api } from './api.ts';
import type { Position } from './position.ts';
import type { States } from './states.ts';

/** What a ticket is read with. */
export interface Around {
  readonly states: States;
  /** Everyone who is, or was once seen as, an agent. */
  readonly staff: Set<number>;
  /** Where its pages begin, without a slash at the end. */
  readonly address: string;
  /** Seconds in the unit that time is accounted in; null where that is not known. */
  readonly unit: number | null;
}

export interface Tools extends Around {
  readonly api: Api;
  readonly agentRoles: readonly string[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export type Step = streams.Step<Position>;
