import type { Batch } from '../../../helpdesk.ts';
import type { Clock } from '../clock.ts';
import type { Api } from './api.ts';
import type { Names } from './names.ts';
import type { Position } from './position.ts';

export interface Tools {
  readonly api: Api;
  readonly names: Names;
  readonly clock: Clock;
  readonly origin: string;
  readonly signal: AbortSignal;
}

/** One page that was read, and what it moves in the position. */
export interface Step {
  readonly batch: Omit<Batch, 'cursor'>;
  readonly moved: Partial<Position>;
}

/** Reads one kind of row from a position until there is nothing newer, a page at a time. */
export type Stream = (position: Position, tools: Tools) => AsyncIterable<Step>;
