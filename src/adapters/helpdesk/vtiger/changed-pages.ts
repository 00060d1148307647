import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Api } from './api.ts';
import type { Call } from './dialect.ts';
import { id, instant, moduleOf, timeOf } from './fields.ts';
import type { Reached } from './position.ts';

/** A record carries the second in which its saving began; it may be seen only so many seconds later. */
const longestSaving = 120;

const stamped = z.object({ id, modifiedtime: instant });

export interface ChangedPage {
  readonly rows: readonly unknown[];
  readonly reached: Reached;
}

/**
 * A module's records modified since, oldest first, up to the end. Pages go on from the last record's second, which is read
 * again; where one second fills a page, from the last id within it. So nothing is missed when records move on while they are read.
 */
export async function* changedPages(
  module: string,
  from: Reached,
  { api, service, call }: { api: Api; service: string; call: Call },
): AsyncGenerator<ChangedPage> {
  let { since, afterId } = begin(from);
  for (;;) {
    const isWithinSecond = afterId !== null;
    const where = isWithinSecond
      ? [`modifiedtime = '${timeOf(since)}'`, `id > '${afterId}'`]
      : [`modifiedtime >= '${timeOf(since)}'`];
    const asked = api.now();
    const page = await api.page({ from: module, where, orderBy: isWithinSecond ? 'id' : 'modifiedtime' }, call);
    const last = page.rows.map((row) => stamped.safeParse(row)).findLast(({ success }) => success)?.data;
    if (page.isFull && last === undefined) {
      throw new UpstreamError(service, `${module} has a page of records without an id or modifiedtime.`, {
        reason: 'rejected',
      });
    }
    let endedAt: number | null = null;
    if (isWithinSecond) {
      if (page.isFull && last !== undefined) afterId = last.id;
      else [since, afterId] = [since + 1, null];
    } else if (!page.isFull) [since, endedAt] = [last?.modifiedtime ?? since, asked];
    else if (last !== undefined && last.modifiedtime > since) since = last.modifiedtime;
    else if (last !== undefined) afterId = `${moduleOf(last.id)}x0`;
    // Nothing since a pull that came to the end: there is nothing to store.
    const isNews = page.rows.length > 0 || from.endedAt === null;
    if (isNews) yield { rows: page.rows, reached: { since, afterId, endedAt } };
    if (endedAt !== null) return;
  }
}

/** What was saved while the end was read last time is read again, and no more than that. */
function begin({ since, afterId, endedAt }: Reached): Pick<Reached, 'since' | 'afterId'> {
  if (endedAt === null || since === 0) return { since, afterId };
  return { since: Math.max(0, Math.min(since + 1, endedAt - longestSaving)), afterId: null };
}
