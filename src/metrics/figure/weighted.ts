import type { Mean } from './interval.ts';
import type { Aggregates } from '../query/query.ts';

/** Sums of squares taken in another order may differ in their last bits. */
const rounding = 1e-12;

/**
 * A weighted mean as the sample of a plain one: a ratio of two sums, its variance by linearisation (W. G. Cochran, Sampling
 * Techniques, 3rd ed. 1977, section 6.3). With equal weights it is the plain mean's.
 * @returns null where the weights sum to nothing
 */
export function weightedSample({ n, weight, weighted, squares0, squares1, squares2 }: Aggregates): Mean | null {
  if (!weight || n === 0) return null;
  const mean = (weighted ?? 0) / weight;
  const parts = [squares2 ?? 0, -2 * mean * (squares1 ?? 0), mean ** 2 * (squares0 ?? 0)];
  const residual = parts.reduce((sum, part) => sum + part, 0);
  const size = parts.reduce((sum, part) => sum + Math.abs(part), 0);
  const isFlat = n < 2 || residual <= size * rounding;
  // The variance of the mean is n ÷ (n − 1) × Σ residual² ÷ weight²; a sample's is n times that.
  return { kind: 'mean', n, mean, variance: isFlat ? 0 : ((n * n) / (n - 1)) * (residual / weight ** 2) };
}
