import type { Clock } from '../kit/clock.ts';
import type * as streams from '../kit/streams.ts';
import type { Api } from './api.ts';
import type { Names } from './names.ts';
import type { Position } from './position.ts';

export interface Tools {
  readonly api: Api;
  readonly names: Names;
  readonly clock: Clock;
  /** Where people read a conversation, up to its id. */
  readonly inbox: string | null;
  readonly signal: AbortSignal;
}

export type Step = streams.Step<Position>;
