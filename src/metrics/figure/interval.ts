import jStat from 'jstat';

/** Both ends belong to it. Every interval here has 95 % confidence. */
export type Interval = [low: number, high: number];

interface Share {
  readonly kind: 'share';
  readonly hits: number;
  readonly n: number;
}
export interface Mean {
  readonly kind: 'mean';
  readonly n: number;
  readonly mean: number;
  /** Sample variance (divisor n − 1). */
  readonly variance: number;
}
export interface Nps {
  readonly kind: 'nps';
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}
/** What is known of a figure, enough to say how sure it is. */
export type Sample = Share | Mean | Nps;

/** The 97.5 % quantile of the standard normal distribution. */
export const z95 = 1.959963984540054;

/**
 * The score interval of a proportion: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212.
 * @returns fractions in 0–1; of nothing (n = 0) the whole [0, 1]
 */
export function wilson(hits: number, n: number): Interval {
  if (n === 0) return [0, 1];
  const share = hits / n;
  const shrink = 1 + z95 ** 2 / n;
  const centre = (share + z95 ** 2 / (2 * n)) / shrink;
  const half = (z95 / shrink) * Math.sqrt((share * (1 - share)) / n + z95 ** 2 / (4 * n ** 2));
  return [hits === 0 ? 0 : centre - half, hits === n ? 1 : centre + half];
}

/**
 * The t interval of a mean: Student, Biometrika 6 (1908) 1–25.
 * @param sample with the sample variance (divisor n − 1)
 * @returns in the unit of the mean; null for fewer than two values, or when all are equal and show no spread
 */
export function meanInterval(sample: Omit<Mean, 'kind'>): Interval | null {
  if (sample.n < 2 || sample.variance === 0) return null;
  const half = tQuantile(sample.n - 1) * Math.sqrt(sample.variance / sample.n);
  return [sample.mean - half, sample.mean + half];
}

/**
 * The normal interval of a net promoter score, a difference of two shares of one multinomial sample: L. A. Goodman,
 * Technometrics 7 (1965) 247–254.
 * @returns in −100…100, cut off there; null without answers, or when all are of one kind and show no spread
 */
export function npsInterval(counts: Omit<Nps, 'kind'>): Interval | null {
  const { score, variance } = scoreAndVariance(counts);
  if (!(variance > 0)) return null;
  const half = z95 * Math.sqrt(variance);
  return [100 * Math.max(-1, score - half), 100 * Math.min(1, score + half)];
}

/**
 * Which two of n sorted values bound the median: order statistics, exact by the binomial distribution (H. A. David and
 * H. N. Nagaraja, Order Statistics, 3rd ed. 2003, section 7.1).
 * @returns ranks counted from 1; null for fewer than six values
 */
export function medianRanks(n: number): Interval | null {
  return quantileRanks(n, 0.5);
}

/**
 * As {@link medianRanks} (same source), for the quantile p between 0 and 1; at most 2.5 % lie beyond either end.
 * @returns ranks counted from 1; null when n is too small for an end on both sides
 */
export function quantileRanks(n: number, p: number): Interval | null {
  const { first, cumulative } = binomial(n, p);
  const lower = first + cumulative.findIndex((below) => below > 0.025);
  const upper = first + cumulative.findIndex((below) => below >= 0.975) + 1;
  return lower >= 1 && upper <= n ? [lower, upper] : null;
}

/**
 * Whether the 95 % interval of the difference of two figures contains 0, which is what "within noise" means. Shares:
 * R. G. Newcombe, Stat. Med. 17 (1998) 873–890, method 10. Means: B. L. Welch, Biometrika 34 (1947) 28–35. Net promoter
 * scores: normal, with the variances of Goodman (1965) added.
 * @returns null when it cannot be known, because a sample is too small or neither shows any spread
 * @throws TypeError when the figures are not of one kind
 */
export function differenceContainsZero(a: Sample, b: Sample): boolean | null {
  if (a.kind === 'share' && b.kind === 'share') return sharesMayBeEqual(a, b);
  if (a.kind === 'mean' && b.kind === 'mean') return meansMayBeEqual(a, b);
  if (a.kind === 'nps' && b.kind === 'nps') return scoresMayBeEqual(a, b);
  throw new TypeError(`a ${a.kind} cannot be compared with a ${b.kind}`);
}

function sharesMayBeEqual(a: Share, b: Share): boolean | null {
  if (a.n === 0 || b.n === 0) return null;
  const [shareA, shareB] = [a.hits / a.n, b.hits / b.n];
  const [lowA, highA] = wilson(a.hits, a.n);
  const [lowB, highB] = wilson(b.hits, b.n);
  const difference = shareA - shareB;
  const low = difference - Math.hypot(shareA - lowA, highB - shareB);
  const high = difference + Math.hypot(highA - shareA, shareB - lowB);
  return low <= 0 && high >= 0;
}

function meansMayBeEqual(a: Mean, b: Mean): boolean | null {
  if (a.n < 2 || b.n < 2) return null;
  const [partA, partB] = [a.variance / a.n, b.variance / b.n];
  const variance = partA + partB;
  if (variance === 0) return null;
  const degreesOfFreedom = variance ** 2 / (partA ** 2 / (a.n - 1) + partB ** 2 / (b.n - 1));
  return Math.abs(a.mean - b.mean) <= tQuantile(degreesOfFreedom) * Math.sqrt(variance);
}

function scoresMayBeEqual(a: Nps, b: Nps): boolean | null {
  const [one, other] = [scoreAndVariance(a), scoreAndVariance(b)];
  const variance = one.variance + other.variance;
  return variance > 0 ? Math.abs(one.score - other.score) <= z95 * Math.sqrt(variance) : null;
}

/** Score in −1…1 and the variance of its estimate; both NaN without answers. */
function scoreAndVariance({ promoters, passives, detractors }: Omit<Nps, 'kind'>): { score: number; variance: number } {
  const n = promoters + passives + detractors;
  const score = (promoters - detractors) / n;
  return { score, variance: ((promoters + detractors) / n - score ** 2) / n };
}

function tQuantile(degreesOfFreedom: number): number {
  return jStat.studentt.inv(0.975, degreesOfFreedom);
}

/** A chance so much smaller than the likeliest one that it is lost in the sum's rounding. */
const least = 1e-30;

/**
 * P(X ≤ k) for k from `first` on, before which it is as good as 0. Built outwards from the mode, where nothing underflows,
 * however large n is; the cost grows with its root.
 */
function binomial(n: number, p: number): { first: number; cumulative: number[] } {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  const falling: number[] = [];
  for (let k = mode, weight = 1; k >= 0 && weight > least; k -= 1) {
    falling.push(weight);
    weight *= k / ((n - k + 1) * odds);
  }
  const first = mode - falling.length + 1;
  const weights = falling.toReversed();
  for (let k = mode, weight = 1; k <= n && weight > least; k += 1) {
    if (k > mode) weights.push(weight);
    weight *= ((n - k) * odds) / (k + 1);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let below = 0;
  return { first, cumulative: weights.map((weight) => (below += weight) / total) };
}
