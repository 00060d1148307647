import { createHash } from 'node:crypto';
import type { Example } from './examples.ts';
import { fitLogistic, logOddsOf, type Model } from './logistic.ts';
import { rocArea } from './roc-area.ts';
import { defaultWeights, type ChurnWeights } from './score.ts';
import { signals } from './signals.ts';
import { chunks } from './chunks.ts';

/** So many customers must have left, and as many stayed, before weights are fitted. */
export const leastEnded = 50;
/** Of 256: three customers in ten are kept aside to try the weights on. */
const heldOutBytes = 77;

export interface Fit {
  /** How many customers are known to have left, of those something was known of before. */
  readonly ended: number;
  /** On the customers kept aside; null where there were too few to fit. */
  readonly auc: { readonly published: number; readonly fitted: number } | null;
  /** Null where the published weights remain: there were too few customers, or these order those kept aside no better. */
  readonly weights: ChurnWeights | null;
}

const published: Model = { base: defaultWeights.base, weights: signals.map(({ weight }) => weight) };

/**
 * Weights learnt from what became of customers, and how well they and the published ones order the others of a desk.
 * The same examples in the same order give the same weights. The base stays, which orders nobody and would put
 * everybody below the line of high risk where few leave; so does a renewal's weight, for past renewals are not known.
 */
export async function fitWeights(examples: readonly Example[]): Promise<Fit> {
  const accounts = new Set(examples.map(({ account }) => account));
  const left = new Set(examples.filter(({ hasLeft }) => hasLeft).map(({ account }) => account));
  const ended = left.size;
  const tooFew = { ended, auc: null, weights: null };
  if (ended < leastEnded || accounts.size - ended < leastEnded) return tooFew;
  const aside = new Set(await each([...accounts], (account) => (isHeldOut(account) ? account : null)));
  const heldOut = examples.filter(({ account }) => aside.has(account));
  const known = examples.filter(({ account }) => !aside.has(account));
  const fitted = await fitSigns(known);
  const auc = { published: await areaOf(published, heldOut), fitted: await areaOf(fitted, heldOut) };
  if (auc.published === null || auc.fitted === null) return tooFew;
  const areas = { published: auc.published, fitted: auc.fitted };
  return { ended, auc: areas, weights: areas.fitted > areas.published ? weightsOf(fitted) : null };
}

/** A sign of leaving never speaks for staying: what would, weighs 0, and the others are fitted without it. */
async function fitSigns(examples: readonly Example[]): Promise<Model> {
  let kept = published.weights.map((_, index) => index);
  for (;;) {
    const chosen = kept;
    const pick = (values: readonly number[]) => chosen.map((index) => values[index] ?? 0);
    const model = await fitLogistic(
      await each(examples, ({ strengths, hasLeft }) => ({ strengths: pick(strengths), hasLeft })),
      { base: published.base, weights: pick(published.weights) },
    );
    kept = chosen.filter((_, place) => (model.weights[place] ?? 0) > 0);
    if (kept.length < chosen.length) continue;
    const weights = published.weights.map((_, index) => model.weights[chosen.indexOf(index)] ?? 0);
    return { base: model.base, weights };
  }
}

/** The same for an account whenever it is asked, and nothing to do with what it is. */
function isHeldOut(account: string): boolean {
  return createHash('sha256').update(account).digest().readUInt8(0) < heldOutBytes;
}

async function areaOf(model: Model, examples: readonly Example[]): Promise<number | null> {
  const scored = await each(examples, ({ strengths, hasLeft }) => ({ score: logOddsOf(model, strengths), hasLeft }));
  return rocArea(scored);
}

/** As `map` does, in {@link chunks}. */
async function each<Item, Result>(items: readonly Item[], work: (item: Item) => Result): Promise<Result[]> {
  const results: Result[] = [];
  for await (const chunk of chunks(items)) results.push(...chunk.map(work));
  return results;
}

function weightsOf({ weights }: Model): ChurnWeights {
  const bySignal = signals.map(({ id }, index) => [id, weights[index] ?? 0] as const);
  return { ...defaultWeights, ...Object.fromEntries(bySignal) };
}
