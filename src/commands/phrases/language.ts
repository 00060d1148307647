/** Periods that have a name, by the unit they are and how many units ago they began; the name is also what labels them. */
export const namedPeriods = {
  today: { unit: 'day', ago: 0 },
  yesterday: { unit: 'day', ago: 1 },
  tomorrow: { unit: 'day', ago: -1 },
  'this week': { unit: 'week', ago: 0 },
  'last week': { unit: 'week', ago: 1 },
  'next week': { unit: 'week', ago: -1 },
  'this month': { unit: 'month', ago: 0 },
  'last month': { unit: 'month', ago: 1 },
  'next month': { unit: 'month', ago: -1 },
  'this quarter': { unit: 'quarter', ago: 0 },
  'last quarter': { unit: 'quarter', ago: 1 },
  'next quarter': { unit: 'quarter', ago: -1 },
  'this year': { unit: 'year', ago: 0 },
  'last year': { unit: 'year', ago: 1 },
  'next year': { unit: 'year', ago: -1 },
  wtd: { unit: 'week', ago: 0 },
  mtd: { unit: 'month', ago: 0 },
  qtd: { unit: 'quarter', ago: 0 },
  ytd: { unit: 'year', ago: 0 },
} as const;

export type PeriodName = keyof typeof namedPeriods;

/** How one language says what the grammar knows. Case, accents and hyphens are of no account. */
export interface Language {
  /** By a metric's id. */
  readonly metrics: Readonly<Record<string, readonly string[]>>;
  readonly periods: Readonly<Partial<Record<PeriodName, readonly string[]>>>;
  /** By a dimension's name. */
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
  readonly by: readonly string[];
  /** Words that add nothing, such as "for" in "csat for last week". */
  readonly fillers: readonly string[];
}
