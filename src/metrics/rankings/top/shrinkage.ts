/** What one agent's facts say of a figure. Of a share, `mean` is the share and `squares` n · share · (1 − share). */
export interface Group {
  readonly n: number;
  readonly mean: number;
  /** Sum of the squared deviations from the group's own mean. */
  readonly squares: number;
}

/** What is expected of a group before its own facts are seen. */
export interface Prior {
  readonly mean: number;
  /** How many facts of its own outweigh it evenly; infinite where groups differ no more than by chance. */
  readonly strength: number;
  /** Of a single fact within a group. */
  readonly variance: number;
}

/** What is believed of a group once its facts are seen. */
export interface Shrunk {
  readonly value: number;
  readonly variance: number;
}

const unfitted = 10;

/**
 * The prior that the groups themselves suggest, by the method of moments: the variance between groups, less what chance
 * alone would put there, against the variance within (the analysis-of-variance estimator; for shares J. C. Kleinman, J. Am.
 * Stat. Assoc. 68 (1973) 46–54). For shares it is a beta prior, for means a normal one. Where a single group, groups of one fact each
 * or groups without any spread leave that open, it weighs as much as ten facts.
 * @returns null when there are no facts at all
 */
export function fitPrior(groups: readonly Group[]): Prior | null {
  const known = groups.filter(({ n }) => n > 0);
  const n = sum(known.map((group) => group.n));
  if (n === 0) return null;
  const mean = sum(known.map((group) => group.n * group.mean)) / n;
  const freedom = known.length - 1;
  if (freedom === 0) return { mean, strength: unfitted, variance: 0 };
  const between = sum(known.map((group) => group.n * (group.mean - mean) ** 2)) / freedom;
  if (n === known.length) return { mean, strength: unfitted, variance: between };
  const within = sum(known.map(({ squares }) => squares)) / (n - known.length);
  if (within === 0) return { mean, strength: unfitted, variance: 0 };
  const size = (n - sum(known.map((group) => group.n ** 2)) / n) / freedom;
  const spread = (between - within) / size;
  return { mean, strength: spread > 0 ? within / spread : Infinity, variance: within };
}

/** A share in 0–1, drawn towards the prior: mean and variance of the beta posterior. */
export function shrinkShare({ n, mean }: Group, prior: Prior): Shrunk {
  const value = pull({ n, mean }, prior);
  return { value, variance: (value * (1 - value)) / (n + prior.strength + 1) };
}

/** A mean, drawn towards the prior: mean and variance of the normal posterior. */
export function shrinkMean({ n, mean }: Group, prior: Prior): Shrunk {
  return { value: pull({ n, mean }, prior), variance: prior.variance / (n + prior.strength) };
}

function pull({ n, mean }: Omit<Group, 'squares'>, prior: Prior): number {
  if (prior.strength === Infinity) return prior.mean;
  return (n * mean + prior.strength * prior.mean) / (n + prior.strength);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
