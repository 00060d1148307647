/** 95 %, both ends included. */
export type Interval = [low: number, high: number];

/** What is known of how sure a figure is: hits of so many, or the variance of the estimate and its degrees of freedom. */
export type Sureness =
  | { readonly hits: number; readonly n: number }
  | { readonly variance: number; readonly freedom: number };

/** The 97.5 % quantile of the standard normal distribution. */
export const z = 1.959963984540054;

/** Wilson's interval is every share p that lies at most z standard errors, √(p (1 − p) ÷ n), from the one found. Halved to its ends. */
export function wilson(hits: number, n: number): Interval {
  return [lowestShare(hits, n), 1 - lowestShare(n - hits, n)];
}

function lowestShare(hits: number, n: number): number {
  if (hits === 0) return 0;
  return halve([0, hits / n], (share) => hits / n - share > z * Math.sqrt((share * (1 - share)) / n));
}

/** Where what holds at the lower end ceases to hold. */
function halve([low, high]: Interval, isBelow: (middle: number) => boolean): number {
  let [from, to] = [low, high];
  for (let step = 0; step < 60; step += 1) {
    const middle = (from + to) / 2;
    if (isBelow(middle)) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

const quantiles = new Map<number, number>();

/** The 97.5 % quantile of Student's t: with t = √ν tan θ its density is as cos^(ν−1) θ, which is summed up to the angle. */
export function student(freedom: number): number {
  if (freedom === Infinity) return z;
  const known = quantiles.get(freedom);
  if (known !== undefined) return known;
  const whole = area(freedom, Math.PI / 2);
  const angle = halve([0, Math.PI / 2], (middle) => area(freedom, middle) < 0.95 * whole);
  const quantile = Math.sqrt(freedom) * Math.tan(angle);
  quantiles.set(freedom, quantile);
  return quantile;
}

/** By Simpson's rule. */
function area(freedom: number, end: number): number {
  const steps = 400;
  let sum = 0;
  for (let step = 0; step <= steps; step += 1) {
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    sum += weight * Math.max(0, Math.cos((step * end) / steps)) ** (freedom - 1);
  }
  return (sum * end) / steps / 3;
}

/** Between two neighbours in proportion. */
export function quantile(sorted: readonly number[], p: number): number | null {
  const place = p * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below === undefined || above === undefined ? null : below + (above - below) * (place - Math.floor(place));
}

/** From the highest value that the quantile lies below in at most 2.5 % of samples to the lowest that it lies above in as few. */
export function rankInterval(sorted: readonly number[], p: number): Interval | null {
  const n = sorted.length;
  const chances = timesBelow(n, p);
  const upTo = (rank: number) => chances.slice(0, rank).reduce((sum, chance) => sum + chance, 0);
  const ranks = Array.from({ length: n }, (_, index) => index + 1);
  const low = sorted[ranks.filter((rank) => upTo(rank) <= 0.025).length - 1];
  const high = sorted[ranks.findIndex((rank) => 1 - upTo(rank) <= 0.025)];
  return low === undefined || high === undefined ? null : [low, high];
}

/** The chance that of n values none, one, two … lie below the quantile, value by value. */
function timesBelow(n: number, p: number): number[] {
  let chances = [1];
  for (let count = 0; count < n; count += 1) {
    chances = Array.from(
      { length: count + 2 },
      (_, below) => (chances[below] ?? 0) * (1 - p) + (chances[below - 1] ?? 0) * p,
    );
  }
  return chances;
}

/** Whether the interval of the difference contains 0: of shares Newcombe's from Wilson's, of means Welch's. */
export function mayBeEqual(one: Sureness, other: Sureness, difference: number): boolean | null {
  if ('hits' in one && 'hits' in other) return sharesMayBeEqual(one, other);
  if ('hits' in one || 'hits' in other) throw new TypeError('a share is compared with a share');
  const variance = one.variance + other.variance;
  if (variance === 0 || one.freedom === 0 || other.freedom === 0) return null;
  const freedom = variance ** 2 / (one.variance ** 2 / one.freedom + other.variance ** 2 / other.freedom);
  return Math.abs(difference) <= student(freedom) * Math.sqrt(variance);
}

type Share = Extract<Sureness, { hits: number }>;

function sharesMayBeEqual(one: Share, other: Share): boolean {
  const [p, q] = [one.hits / one.n, other.hits / other.n];
  const [lowP, highP] = wilson(one.hits, one.n);
  const [lowQ, highQ] = wilson(other.hits, other.n);
  const low = p - q - Math.sqrt((p - lowP) ** 2 + (highQ - q) ** 2);
  const high = p - q + Math.sqrt((highP - p) ** 2 + (q - lowQ) ** 2);
  return low <= 0 && high >= 0;
}
