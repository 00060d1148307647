import { putChurnFit } from '../../../store/facts/churn-fits.ts';
import type { Store } from '../../../store/store.ts';
import { readExamples, type Past } from './examples.ts';
import { fitWeights, type Fit } from './fit.ts';

/**
 * Learn from a desk's past what its customers' leaving announces itself by, and keep that for the answers to come. Safe to
 * run any time, also beside itself.
 * @param past `at` is when this happens, in epoch seconds
 * @returns undefined when it was stopped before the end; nothing is kept then
 */
export async function learnWeights(store: Store, past: Past & { readonly at: number }): Promise<Fit | undefined> {
  const { desk, at, signal } = past;
  const examples = await readExamples(store, past);
  if (signal.aborted) return undefined;
  const fit = await fitWeights(examples);
  const { ended, auc, weights } = fit;
  await putChurnFit(store, {
    desk,
    at,
    ended,
    published_auc: auc?.published ?? null,
    fitted_auc: auc?.fitted ?? null,
    weights,
  });
  return fit;
}
