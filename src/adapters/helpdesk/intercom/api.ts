import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Call, Http, Pace } from '../kit/index.ts';

const listSize = 25;

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

export interface Search {
  /** Epoch seconds, exclusive; of contacts only the day counts, and the search begins with the one after. */
  readonly since: number;
  readonly order: 'ascending' | 'descending';
  readonly after: string | null;
}

/** Intercom's API; each call asks once. */
export interface Api {
  get<T>(path: string, as: z.ZodType<T>, call: Call): Promise<{ body: T; headers: Headers }>;
  /**
   * What changed, by its change.
   * @param rows the name under which they come; search gives 150 at most
   */
  search(resource: string, asked: Search & { rows: string; size: number }, call: Call): Promise<FoundPage>;
  list(resource: string, page: number, call: Call): Promise<NumberedPage>;
}

export function openApi(http: Http, { pace }: { pace: Pace }): Api {
  return {
    get: (path, as, call) => http.get(`/${path}`, { as, pace, ...call }),
    async search(resource, { since, order, after, rows, size }, call) {
      const json = {
        query: { field: 'updated_at', operator: '>', value: since },
        sort: { field: 'updated_at', order },
        pagination: { per_page: size, ...(after !== null && { starting_after: after }) },
      };
      const as = foundEnvelope(rows, after);
      return (await http.post(`/${resource}/search`, { json }, { as, pace, ...call })).body;
    },
    async list(resource, page, call) {
      const query = { page, per_page: listSize };
      return (await http.get(`/${resource}`, { query, as: numberedEnvelope, pace, ...call })).body;
    },
  };
}

/** A search's pages from a place in it. One that was stored may be refused by now: then it begins anew. */
export async function* foundPages(
  ask: (after: string | null) => Promise<FoundPage>,
  stored: string | null,
): AsyncGenerator<FoundPage> {
  let page = await ask(stored).catch(async (error: unknown) => {
    if (stored === null || !(error instanceof UpstreamError && error.reason === 'rejected')) throw error;
    return await ask(null);
  });
  for (;;) {
    yield page;
    if (page.after === null) return;
    page = await ask(page.after);
  }
}

/** A search's answer to a request from a place in it. One that leads back there leads nowhere. */
function foundEnvelope(resource: string, from: string | null): z.ZodType<FoundPage> {
  return z
    .looseObject({ pages })
    .transform((page) => ({ rows: page[resource], after: page.pages?.next?.starting_after ?? null }))
    .pipe(
      z
        .object({ rows: z.array(z.unknown()), after: z.string().nullable() })
        .refine(({ after }) => after === null || after !== from, 'leads nowhere'),
    );
}

const numberedEnvelope: z.ZodType<NumberedPage> = z
  .object({ data: z.array(z.unknown()), pages: z.object({ total_pages: z.int().min(0) }) })
  .transform(({ data, pages }) => ({ rows: data, total: pages.total_pages }));
