import { z } from 'zod';
import { DAY, HOUR } from '../calendar/units.ts';
import { learnWeights } from '../metrics/rankings/risk/learn.ts';
import { listUnfitted } from '../store/facts/churn-fits.ts';
import type { Job } from './job.ts';

/** Seconds between two looks at the past of one desk. */
const atMostEvery = DAY;

/** Fit the weights of churn risk of every desk that was read to its end since, at most once a day each. */
export const learn: Job<Record<string, never>> = {
  name: 'learn',
  everySeconds: HOUR,
  concurrency: 1,
  data: z.record(z.string(), z.never()),
  async run(_, { store, now, log, signal }) {
    for (const { name, synced_at } of await listUnfitted(store, now() - atMostEvery)) {
      const fit = await learnWeights(store, { desk: name, asOf: synced_at, at: now(), signal });
      if (!fit) return;
      log.info({ desk: name, ended: fit.ended, auc: fit.auc, isFitted: fit.weights !== null }, 'churn weights learnt');
    }
  },
};
