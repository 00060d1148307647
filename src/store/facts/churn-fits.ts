import { z } from 'zod';
import type { Reader, Store } from '../store.ts';

const weights = z.record(z.string(), z.number());

const row = z.object({
  desk: z.string(),
  ended: z.number(),
  published_auc: z.number().nullable(),
  fitted_auc: z.number().nullable(),
  /** By signal; null where the published ones remain in force. */
  weights: z
    .string()
    .nullable()
    .transform((json) => (json === null ? null : weights.parse(JSON.parse(json)))),
});

/** What a desk's own history taught of its customers' leaving. */
export type ChurnFit = z.output<typeof row>;

/** Of those of the desks that were looked at. */
export async function listChurnFits(store: Reader, desks: readonly string[]): Promise<ChurnFit[]> {
  if (desks.length === 0) return [];
  const named = desks.map((_, index) => `$${index + 1}`).join(', ');
  return await store.query(
    `SELECT desk, ended, published_auc, fitted_auc, weights FROM churn_fits WHERE desk IN (${named})`,
    desks,
    row,
  );
}

const due = z.object({ name: z.string(), synced_at: z.number() });

/** Desks with news since they were last looked at, where that was not after `before` (epoch seconds). */
export async function listUnfitted(store: Reader, before: number): Promise<z.output<typeof due>[]> {
  return await store.query(
    `SELECT d.name, d.synced_at FROM desks d LEFT JOIN churn_fits f ON f.desk = d.name
     WHERE d.is_complete AND d.synced_at IS NOT NULL
       AND (f.fitted_at IS NULL OR (f.fitted_at <= $1 AND f.fitted_at < d.synced_at)) ORDER BY d.name`,
    [before],
    due,
  );
}

/** Note what was learnt at `at` (epoch seconds) in the place of what was before. A desk removed meanwhile stays forgotten. */
export async function putChurnFit(store: Store, fit: ChurnFit & { readonly at: number }): Promise<void> {
  const { desk, at, ended, published_auc, fitted_auc, weights } = fit;
  await store.transaction(async (tx) => {
    await tx.run('DELETE FROM churn_fits WHERE desk = $1', [desk]);
    await tx.run(
      `INSERT INTO churn_fits (desk, fitted_at, ended, published_auc, fitted_auc, weights)
       SELECT name, $2, $3, $4, $5, $6 FROM desks WHERE name = $1`,
      [desk, at, ended, published_auc, fitted_auc, weights && JSON.stringify(weights)],
    );
  });
}
