import { z } from 'zod';

const pages = z.looseObject({ next: z.looseObject({ starting_after: z.string().nullish() }).nullish() }).nullish();

/** A page found by a search. */
export interface FoundPage {
  readonly rows: readonly unknown[];
  /** Null on the last page. */
  readonly after: string | null;
}

/** A page of a list that is paged by number, beginning with 1. */
export interface NumberedPage {
  readonly rows: readonly unknown[];
  /** 0 when there are no rows. */
  readonly total: number;
}

/** A search's answer to a request from a place in it. One that leads back there leads nowhere. */
export function foundEnvelope(resource: string, from: string | null): z.ZodType<FoundPage> {
  return z
    .looseObject({ pages })
    .transform((page) => ({ rows: page[resource], after: page.pages?.next?.starting_after ?? null }))
    .pipe(
      z
        .object({ rows: z.array(z.unknown()), after: z.string().nullable() })
        .refine(({ after }) => after === null || after !== from, 'leads nowhere'),
    );
}

export const numberedEnvelope: z.ZodType<NumberedPage> = z
  .object({ data: z.array(z.unknown()), pages: z.object({ total_pages: z.int().min(0) }) })
  .transform(({ data, pages }) => ({ rows: data, total: pages.total_pages }));
