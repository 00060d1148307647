import type { Facts } from '../../../helpdesk.ts';

/** Something that happens in the sample: a ticket's life, a call, a customer's stay. */
export interface Story {
  /** Every instant (epoch seconds) at which its rows change, those of the future included. */
  readonly instants: readonly number[];
  /** Its rows as they stand at an instant not before the first; nothing later shows in them. */
  tell(now: number): Facts;
}

/** @returns the instant if it has come by now, else null */
export function past(instant: number | null, now: number): number | null {
  return instant !== null && instant <= now ? instant : null;
}

/** What happened once, and is known from then on. */
export function event(at: number, facts: Facts): Story {
  return { instants: [at], tell: () => facts };
}
