import type { History } from './history.ts';

/** What a signal says of one account. */
export interface Reading {
  /** Above 0, up to 1. */
  readonly strength: number;
  /** What was seen, for a manager. */
  readonly words: string;
  /** The same in numbers: counts, days, and levels in 0–1. */
  readonly numbers: Readonly<Record<string, number>>;
}

export type SignalId =
  | 'bad-ratings'
  | 'falling-rating'
  | 'nps-detractor'
  | 'effort'
  | 'reopened'
  | 'stale-tickets'
  | 'sla-breaches'
  | 'complaints'
  | 'cancellation'
  | 'negative-mentions'
  | 'frequent-contacts'
  | 'silence';

/** A sign that a customer may leave. */
export interface Signal {
  readonly id: SignalId;
  /** In log-odds, at full strength. */
  readonly weight: number;
  /** Null where nothing is known or nothing speaks for leaving. */
  readonly read: (history: History, now: number) => Reading | null;
}
