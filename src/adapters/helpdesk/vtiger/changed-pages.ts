import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Api } from './api.ts';
import { id, instant, moduleOf, timeOf } from './fields.ts';
import type { Call } from './operation.ts';

/** A record carries the second in which its saving began; it may be seen only so many seconds later. */
const longestSaving = 120;

const second = z.int().min(0);

/** How far a module has been read, to be kept in a cursor. */
export const reached = z.strictObject({
  /** Everything modified before this second has been read … */
  since: second,
  /** … and of it, those up to this id: set while one second fills more than a page. */
  afterId: z.string().nullable(),
  /** When the last page was asked for; null while there are further ones. */
  endedAt: second.nullable(),
});

export type Reached = z.output<typeof reached>;

export const notBegun: Reached = { since: 0, afterId: null, endedAt: null };

const stamped = z.object({ id, modifiedtime: instant });

export interface ChangedPage {
  readonly rows: readonly unknown[];
  readonly reached: Reached;
}

/**
 * A module's records modified since, oldest first, up to the end. Pages go on from the last record's second, which is read
 * again; where one second fills a page, from the last id within it. So nothing is missed when records move on while they are
 * read, nor where a page comes short of records that the user may not see: the end is where a page leads no farther.
 */
export async function* changedPages(
  module: string,
  from: Reached,
  { api, service, call }: { api: Api; service: string; call: Call },
): AsyncGenerator<ChangedPage> {
  let { since, afterId } = begin(from);
  let before: ReadonlySet<string> = new Set();
  let held: readonly unknown[] = [];
  let isNoted = from.endedAt !== null;
  for (;;) {
    const asked = api.now();
    const isWithinSecond = afterId !== null;
    const where = isWithinSecond
      ? [`modifiedtime = '${timeOf(since)}'`, `id > '${afterId}'`]
      : [`modifiedtime >= '${timeOf(since)}'`];
    const page = await api.page({ from: module, where, orderBy: isWithinSecond ? 'id' : 'modifiedtime' }, call);
    const last = page.rows.map((row) => stamped.safeParse(row)).findLast(({ success }) => success)?.data;
    if (page.isFull && last === undefined) {
      throw new UpstreamError(service, `${module} has a page of records without an id or modifiedtime.`, {
        reason: 'rejected',
      });
    }
    let isEnd = false;
    if (isWithinSecond) {
      if (last === undefined) [since, afterId] = [since + 1, null];
      else afterId = last.id;
    } else if (last !== undefined && last.modifiedtime > since) since = last.modifiedtime;
    else if (page.isFull && last !== undefined) afterId = `${moduleOf(last.id)}x0`;
    else isEnd = true;
    const rows = [...held, ...page.rows.filter((row) => stampOf(row) === '' || !before.has(stampOf(row)))];
    before = new Set(page.rows.map(stampOf));
    // A short page is likely the last: it waits to be given together with the end.
    held = !page.isFull && !isEnd && held.length === 0 ? rows : [];
    if (held.length > 0) continue;
    if (rows.length > 0 || !isNoted) {
      isNoted = isEnd;
      yield { rows, reached: { since, afterId, endedAt: isEnd ? asked : null } };
    }
    if (isEnd) return;
  }
}

/** Two records of one stamp are the same; one that cannot be read is like no other. */
function stampOf(row: unknown): string {
  const { success, data } = stamped.safeParse(row);
  return success ? `${data.id}@${data.modifiedtime}` : '';
}

/** What was saved while the end was read last time is read again, and no more than that. */
function begin({ since, afterId, endedAt }: Reached): Pick<Reached, 'since' | 'afterId'> {
  if (endedAt === null || since === 0) return { since, afterId };
  return { since: Math.max(0, Math.min(since + 1, endedAt - longestSaving)), afterId: null };
}
