import type { Clock } from '../kit/index.ts';
import type { Api } from './api.ts';
import type { Names } from './names.ts';
import type { TicketClocks } from './ticket-clocks.ts';

/** What the streams of a Zendesk account share. */
export interface Context {
  readonly api: Api;
  readonly names: Names;
  readonly clocks: TicketClocks;
  /** Everyone who was ever seen as an agent; known to all pulls of a desk. */
  readonly staff: Set<number>;
  readonly origin: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}
