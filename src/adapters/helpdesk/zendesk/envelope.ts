import { z } from 'zod';

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

/** An export's answer to a request from a cursor (null: from the beginning). One that leads nowhere new, but is not the end, is none. */
export function exportEnvelope(resource: string, cursor: string | null): z.ZodType<ExportPage> {
  return z
    .looseObject({ after_cursor: z.string().nullable(), end_of_stream: z.boolean() })
    .transform((page) => ({ rows: page[resource], after: page.after_cursor, isEnd: page.end_of_stream }))
    .pipe(exportPage.refine(({ after, isEnd }) => isEnd || (after !== null && after !== cursor), 'leads nowhere'));
}

/** A time-based export's answer to a start time. Talk's do not say which page is the last: it is the one that leads nowhere new. */
export function timeEnvelope(resource: string, start: number): z.ZodType<TimePage> {
  return z
    .looseObject({ count: z.int().min(0), end_time: z.int().nullish(), end_of_stream: z.boolean().nullish() })
    .transform(({ count, end_time, end_of_stream, ...page }) => {
      const next = end_time ?? start;
      return { rows: page[resource], next, isEnd: end_of_stream ?? (count === 0 || next <= start) };
    })
    .pipe(timePage.refine(({ next, isEnd }) => isEnd || next > start, 'leads nowhere'));
}

/** A cursor-paged list's answer. */
export function listEnvelope(resource: string): z.ZodType<ListPage> {
  return z
    .looseObject({ meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }) })
    .refine(({ meta }) => !meta.has_more || meta.after_cursor != null, 'leads nowhere')
    .transform(({ meta, ...page }) => ({
      rows: page[resource],
      after: meta.has_more ? (meta.after_cursor ?? null) : null,
    }))
    .pipe(listPage);
}
