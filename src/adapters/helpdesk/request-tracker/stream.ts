import type * as streams from '../kit/streams.ts';
import type { Api } from './api.ts';
import type { Position } from './position.ts';

export interface Tools {
  readonly api: Api;
  /** Everyone who is, or was once seen as, privileged: the agents. */
  readonly staff: ReadonlySet<number>;
  /** Everyone who is privileged now. */
  readonly privileged: ReadonlySet<number>;
  /** Where its pages begin, without a slash at the end. */
  readonly address: string;
  readonly signal: AbortSignal;
}

export type Step = streams.Step<Position>;
