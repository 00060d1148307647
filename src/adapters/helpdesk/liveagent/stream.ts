import type { Clock } from '../kit/clock.ts';
import type * as streams from '../kit/streams.ts';
import type { Api } from './api.ts';
import type { Names } from './names.ts';
import type { Position } from './position.ts';

export interface Tools {
  readonly api: Api;
  readonly names: Names;
  readonly clock: Clock;
  /** The address, with the path below which the account stands. */
  readonly url: string;
  readonly timezone: string;
  /** Whether the account has the ratings of API v1 to read. */
  readonly hasRatings: boolean;
  readonly signal: AbortSignal;
}

export type Step = streams.Step<Position>;
