export interface AgentKey {
  readonly desk: string;
  readonly id: string;
}

/** Rows whose dimension has one of the values (or, negated, none of them; unknown counts as none). Text is compared without case. */
export interface Filter {
  readonly key: string;
  readonly values: readonly string[];
  readonly isNegated: boolean;
  /** For the key `agent`: whom the values mean. */
  readonly agents?: readonly AgentKey[];
}

/**
 * What an asker may see. Every figure is asked for with one, and it is applied where a table is named, so that nobody
 * can forget it.
 */
export interface Scope {
  /** Names of the desks whose rows count. */
  readonly desks: readonly string[];
  /**
   * Agents who may be named: in a breakdown, in a filter, in a ranking. `none` leaves team figures only; a list leaves
   * rows of these agents only, wherever agents are named.
   */
  readonly agents: 'all' | 'none' | readonly AgentKey[];
}
