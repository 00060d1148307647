import type { Period } from '../../../calendar/period.ts';
import type { AgentKey, Filter } from '../../scope.ts';
import type { Group } from './shrinkage.ts';

/** Whose records are read. Facts placed at or after the period's `to` are left out. */
export interface Asked {
  readonly desks: readonly string[];
  readonly period: Period;
  readonly filters: readonly Filter[];
}

/** What a period's facts say of one agent, by the four criteria and beside them. A criterion nothing is known of has n = 0. */
export interface AgentRecord extends AgentKey {
  readonly solved: number;
  /** Solved tickets that had been reopened on the way, of those where it is known. */
  readonly reopened: { readonly count: number; readonly n: number };
  /** Shares in 0–1. */
  readonly fcr: Group;
  readonly csat: Group;
  /** Seconds a contact. */
  readonly handleTime: Group;
}
