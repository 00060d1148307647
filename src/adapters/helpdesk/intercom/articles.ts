import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import {
  begin,
  defineStream,
  inParallel,
  type Page,
  reading,
  readRows,
  text,
  unread,
  whereConnected,
} from '../kit/index.ts';
import type { Context } from './context.ts';
import { id, instant } from './fields.ts';

/** Each article takes a request of its own. */
const readEvery = 600;

const listed = z.object({ id, state: z.string() });
const foreignArticle = z.object({
  id,
  title: text,
  created_at: instant,
  statistics: z.object({ views: z.int().min(0) }).nullish(),
});

/** Each article's views as last read. */
export const views = z.record(z.string(), z.int().min(0));

const counted = reading.extend({ views });
type Counted = z.output<typeof counted>;

/**
 * Views of published articles, every ten minutes. Intercom only counts them: the views that an article has more than at the last
 * reading become so many facts of this one, and what it had before the desk was connected becomes none.
 */
export const articles = defineStream({
  name: 'articles',
  cursor: counted.default({ ...unread, views: {} }),
  read: (before, context: Context) => whereConnected(readArticles(before, context)),
});

async function* readArticles(before: Counted, { api, clock, signal }: Context): AsyncGenerator<Page<Counted>> {
  const list = begin(before, clock);
  if (before.list === null && list.startedAt - before.readAt < readEvery) return;
  const views = { ...before.views };
  for (let at = Number(list.after ?? 1); ; at += 1) {
    const page = await api.list('articles', at, { signal });
    const { read, skipped } = readRows(page.rows, { as: listed, noun: 'article' });
    const published = read.filter(({ state }) => state === 'published');
    const rows = await inParallel(published, async ({ id }) => {
      // With its statistics, which the list leaves out.
      return (await api.get(`articles/${encodeURIComponent(id)}`, z.unknown(), { signal })).body;
    });
    const found = readRows(rows, { as: foreignArticle, noun: 'article' });
    const self_service: Fact<'self_service'>[] = [];
    for (const { id, title, created_at, statistics } of found.read) {
      if (statistics == null) continue;
      const isNew = before.readAt > 0 && created_at >= before.readAt;
      const known = views[id] ?? (isNew ? 0 : statistics.views);
      for (let view = known + 1; view <= statistics.views; view += 1) {
        const fact = { id: `${id}/${view}`, at: list.startedAt, kind: 'view', article: title ?? id };
        self_service.push(facts.self_service.parse(fact));
      }
      views[id] = statistics.views;
    }
    const next = at >= page.total ? null : String(at + 1);
    yield {
      facts: { self_service },
      skipped: [...skipped, ...found.skipped],
      cursor: { ...list.at(next), views: { ...views } },
    };
    if (next === null) return;
  }
}
