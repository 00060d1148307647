import type { Clock } from '../kit/clock.ts';
import type * as streams from '../kit/streams.ts';
import type { Api } from './api.ts';
import type { Names } from './names.ts';
import type { Position } from './position.ts';
import type { TicketClocks } from './ticket-clocks.ts';

export interface Tools {
  readonly api: Api;
  readonly names: Names;
  readonly clocks: TicketClocks;
  /** Everyone who was ever seen as an agent. The users' stream adds to it. */
  readonly staff: Set<number>;
  readonly clock: Clock;
  readonly origin: string;
  readonly signal: AbortSignal;
}

export type Step = streams.Step<Position>;
