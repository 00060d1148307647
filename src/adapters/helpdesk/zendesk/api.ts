import { z } from 'zod';
import type { AskOptions, Call, Http, Pace } from '../kit/index.ts';

type Query = NonNullable<AskOptions<unknown>['query']>;

/** Exports answer nothing older than their start time; 0 is refused by some of them. */
export const earliest = 1;
const pageSize = 100;

/** Where an export by cursor is asked from: the cursor, or without one an instant (epoch seconds, at least a minute ago). */
export type From = { readonly after: string } | { readonly startTime: number };

const exportPage = z.object({
  rows: z.array(z.unknown()),
  /** Where to go on, now or at the next sync; it never expires. Null only when the desk has no such rows at all. */
  after: z.string().nullable(),
  isEnd: z.boolean(),
});

const timePage = z.object({
  rows: z.array(z.unknown()),
  /** The start time to go on from, epoch seconds: that of the last row, which comes again. */
  next: z.int().min(0),
  isEnd: z.boolean(),
});

const listPage = z.object({
  rows: z.array(z.unknown()),
  /** Null on the last page. */
  after: z.string().nullable(),
});

/** A page of an incremental export by cursor, oldest change first. */
export type ExportPage = z.output<typeof exportPage>;

/** A page of an incremental export by time, oldest change first. */
export type TimePage = z.output<typeof timePage>;

/** A page of a list. */
export type ListPage = z.output<typeof listPage>;

/** Zendesk's API: each call asks once, `every` but for its pages. Paths stand below `/api/v2`. */
export interface Api {
  get<T>(path: string, as: z.ZodType<T>, call: Call & { query?: Query }): Promise<{ body: T; headers: Headers }>;
  /** A page of an incremental export by cursor. */
  exported(resource: string, from: From, call: Call & { query?: Query }): Promise<ExportPage>;
  /** A page of an incremental export by time, since an instant (epoch seconds, at least a minute ago). */
  exportedSince(path: string, since: number, call: Call & { query?: Query }): Promise<TimePage>;
  /** A page of a list; its rows stand under the last part of the path. */
  listed(path: string, after: string | null, call: Call & { query?: Query }): Promise<ListPage>;
  /** All rows of a list. */
  every(path: string, call: Call): Promise<readonly unknown[]>;
  /** The rows of these ids, a hundred a request. Those that are gone are missing from the answer. */
  byId(resource: 'organizations' | 'users', ids: readonly number[], call: Call): Promise<readonly unknown[]>;
}

/** @param exportPace kept by the exports, which share one limit */
export function openApi(http: Http, { exportPace }: { exportPace: Pace }): Api {
  const get: Api['get'] = (path, as, call) => http.get(`/api/v2/${path}`, { as, ...call });

  const listed: Api['listed'] = async (path, after, { query, ...call }) => {
    const asked = { ...query, 'page[size]': pageSize, ...(after !== null && { 'page[after]': after }) };
    return (await get(path, listEnvelope(resourceOf(path)), { query: asked, ...call })).body;
  };

  return {
    get,
    listed,
    async exported(resource, from, { query, ...call }) {
      const position = 'after' in from ? { cursor: from.after } : { start_time: from.startTime };
      const { body } = await http.get(`/api/v2/incremental/${resource}/cursor`, {
        query: { ...position, ...query },
        as: exportEnvelope(resource, 'after' in from ? from.after : null),
        pace: exportPace,
        ...call,
      });
      return body;
    },
    async exportedSince(path, since, { query, ...call }) {
      const { body } = await http.get(`/api/v2/${path}`, {
        query: { start_time: since, ...query },
        as: timeEnvelope(resourceOf(path), since),
        pace: exportPace,
        ...call,
      });
      return body;
    },
    async every(path, call) {
      const all: unknown[] = [];
      let after: string | null = null;
      do {
        const page: ListPage = await listed(path, after, call);
        all.push(...page.rows);
        after = page.after;
      } while (after !== null);
      return all;
    },
    async byId(resource, ids, call) {
      const rows = z.object({ [resource]: z.array(z.unknown()) }).transform((body) => body[resource] ?? []);
      const found: unknown[] = [];
      for (let at = 0; at < ids.length; at += pageSize) {
        const query = { ids: ids.slice(at, at + pageSize).join(',') };
        found.push(...(await get(`${resource}/show_many`, rows, { query, ...call })).body);
      }
      return found;
    },
  };
}

/** An export's pages from a cursor, or from the beginning, up to its end. Each is asked for when it is wanted. */
export async function* exportPages(
  ask: (from: From) => Promise<ExportPage>,
  start: string | null,
): AsyncGenerator<ExportPage> {
  let after = start;
  for (;;) {
    const page = await ask(after === null ? { startTime: earliest } : { after });
    after = page.after ?? after;
    yield { ...page, after };
    if (page.isEnd) return;
  }
}

/**
 * A time-based export's pages from a start time up to its end.
 * @param until where to stop and go on next time (epoch seconds), for exports that give the newest rows too early: what
 * they give after it comes again.
 */
export async function* timePages(
  ask: (startTime: number) => Promise<TimePage>,
  { since, until = Number.MAX_SAFE_INTEGER }: { since: number; until?: number },
): AsyncGenerator<TimePage> {
  let next = since;
  for (;;) {
    const page = await ask(next);
    const isEnd = page.isEnd || page.next >= until;
    next = Math.max(next, Math.min(page.next, until));
    yield { rows: page.rows, next, isEnd };
    if (isEnd) return;
  }
}

function resourceOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** An export's answer to a request from a cursor (null: from the beginning). One that leads nowhere new, but is not the end, is none. */
function exportEnvelope(resource: string, cursor: string | null): z.ZodType<ExportPage> {
  return z
    .looseObject({ after_cursor: z.string().nullable(), end_of_stream: z.boolean() })
    .transform((page) => ({ rows: page[resource], after: page.after_cursor, isEnd: page.end_of_stream }))
    .pipe(exportPage.refine(({ after, isEnd }) => isEnd || (after !== null && after !== cursor), 'leads nowhere'));
}

/** A time-based export's answer to a start time. Talk's do not say which page is the last: it is the one that leads nowhere new. */
function timeEnvelope(resource: string, start: number): z.ZodType<TimePage> {
  return z
    .looseObject({ count: z.int().min(0), end_time: z.int().nullish(), end_of_stream: z.boolean().nullish() })
    .transform(({ count, end_time, end_of_stream, ...page }) => {
      const next = end_time ?? start;
      return { rows: page[resource], next, isEnd: end_of_stream ?? (count === 0 || next <= start) };
    })
    .pipe(timePage.refine(({ next, isEnd }) => isEnd || next > start, 'leads nowhere'));
}

/** A cursor-paged list's answer. */
function listEnvelope(resource: string): z.ZodType<ListPage> {
  return z
    .looseObject({ meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }) })
    .refine(({ meta }) => !meta.has_more || meta.after_cursor != null, 'leads nowhere')
    .transform(({ meta, ...page }) => ({
      rows: page[resource],
      after: meta.has_more ? (meta.after_cursor ?? null) : null,
    }))
    .pipe(listPage);
}
