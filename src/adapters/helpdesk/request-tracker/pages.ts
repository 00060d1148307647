import { z } from 'zod';
import { id } from './fields.ts';

const list = z.object({
  items: z.array(z.unknown()),
  /** Null for a user who may not see everything: then only an empty page is surely the last. */
  total: z.int().min(0).nullable(),
  page: z.number(),
  per_page: z.int().min(1),
});
const identified = z.object({ id });

/** A page of a list that is paged by number. */
export const numberedPage = list.transform(({ items, total, page, per_page }) => ({
  rows: items,
  isMore: total === null ? items.length > 0 : page * per_page < total,
}));

/** A page of a list that was asked for in the order of ids, above one of them: `after` is where to go on. */
export const keyedPage = list
  .transform(({ items, total }) => {
    const ids = items.flatMap((row) => identified.safeParse(row).data?.id ?? []);
    const isMore = total === null ? items.length > 0 : items.length < total;
    return { rows: items, isMore, last: ids.length === 0 ? null : Math.max(...ids) };
  })
  .refine(({ isMore, last }) => !isMore || last !== null, 'leads nowhere')
  .transform(({ rows, isMore, last }) => ({ rows, after: isMore ? last : null }));

export type NumberedPage = z.output<typeof numberedPage>;
export type KeyedPage = z.output<typeof keyedPage>;

/** Every page of a list in the order of ids, from the one above `start`; each is asked for when it is wanted. */
export async function* pagesById(ask: (after: number) => Promise<KeyedPage>, start: number): AsyncGenerator<KeyedPage> {
  for (let after: number | null = start; after !== null;) {
    const page: KeyedPage = await ask(after);
    yield page;
    after = page.after;
  }
}
