import { listChurnFits } from '../../../store/facts/churn-fits.ts';
import type { Reader } from '../../../store/store.ts';
import { defaultWeights, type ChurnWeights } from './score.ts';

/** The weights in force for a desk, and why. */
export interface Weighting {
  readonly desk: string;
  readonly weights: ChurnWeights;
  readonly origin: 'published' | 'fitted';
  /** How many customers are known to have left, of those something was known of before; null before that was looked up. */
  readonly ended: number | null;
  /** Areas under the ROC curve on customers kept aside; null where there were too few customers to fit weights. */
  readonly auc: { readonly published: number; readonly fitted: number } | null;
}

/** Of each desk, in their order. */
export async function readWeightings(store: Reader, desks: readonly string[]): Promise<Weighting[]> {
  const fits = new Map((await listChurnFits(store, desks)).map((fit) => [fit.desk, fit]));
  return desks.map((desk) => {
    const { ended = null, published_auc: published = null, fitted_auc: fitted = null, weights } = fits.get(desk) ?? {};
    return {
      desk,
      weights: { ...defaultWeights, ...weights },
      origin: weights ? 'fitted' : 'published',
      ended,
      auc: published === null || fitted === null ? null : { published, fitted },
    };
  });
}
