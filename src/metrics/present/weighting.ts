import { leastEnded } from '../rankings/risk/fit.ts';
import type { Weighting } from '../rankings/risk/weighting.ts';

/** Which weights are in force, from how many customers, and how well they separate those who leave from the others. */
function weightingWords({ origin, ended, auc }: Weighting): string {
  if (ended === null) return 'Published weights; the desk’s own history has not been looked at yet.';
  if (!auc) {
    return `Published weights; ${ended} ended customers of whom something was known before, ${leastEnded} are needed to fit the desk’s own (and as many who stayed).`;
  }
  const [fitted, published] = [auc.fitted.toFixed(2), auc.published.toFixed(2)];
  return origin === 'fitted'
    ? `Weights fitted from ${ended} ended customers; AUC ${fitted} on held-out customers, against ${published} with the published weights.`
    : `Published weights; AUC ${published} on held-out customers, against ${fitted} with weights fitted from ${ended} ended customers.`;
}

/** One line a desk, named where there are several. */
export function weightingNotes(weightings: readonly Weighting[]): string[] {
  return weightings.map((weighting) =>
    weightings.length === 1 ? weightingWords(weighting) : `${weighting.desk}: ${weightingWords(weighting)}`,
  );
}
