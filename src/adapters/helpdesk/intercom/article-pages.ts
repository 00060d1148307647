import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { whereConnected } from '../kit/connected.ts';
import { text } from '../kit/fields.ts';
import { inParallel } from '../kit/parallel.ts';
import { readRows } from '../kit/rows.ts';
import { id, instant } from './fields.ts';
import type { Position } from './position.ts';
import { begin } from '../kit/reading.ts';
import type { Step, Tools } from './stream.ts';

/** Each article takes a request of its own. */
const readEvery = 600;

const listed = z.object({ id, state: z.string() });
const foreignArticle = z.object({
  id,
  title: text,
  created_at: instant,
  statistics: z.object({ views: z.int().min(0) }).nullish(),
});

/**
 * Views of published articles, every ten minutes. Intercom only counts them: the views that an article has more than at the last
 * reading become so many facts of this one, and what it had before the desk was connected becomes none.
 */
export function articlePages(position: Position, tools: Tools): AsyncIterable<Step> {
  return whereConnected(pages(position, tools));
}

async function* pages({ articles, views }: Position, { api, clock, signal }: Tools): AsyncGenerator<Step> {
  const reading = begin(articles, clock);
  if (articles.list === null && reading.startedAt - articles.readAt < readEvery) return;
  const counted = { ...views };
  for (let at = Number(reading.after ?? 1); ; at += 1) {
    const list = await api.articles(at, { signal });
    const { read, skipped } = readRows(list.rows, { as: listed, noun: 'article' });
    const published = read.filter(({ state }) => state === 'published');
    const rows = await inParallel(published, ({ id }) => api.article(id, { signal }));
    const found = readRows(rows, { as: foreignArticle, noun: 'article' });
    const self_service: Fact<'self_service'>[] = [];
    for (const { id, title, created_at, statistics } of found.read) {
      if (statistics == null) continue;
      const isNew = articles.readAt > 0 && created_at >= articles.readAt;
      const before = counted[id] ?? (isNew ? 0 : statistics.views);
      for (let view = before + 1; view <= statistics.views; view += 1) {
        const fact = { id: `${id}/${view}`, at: reading.startedAt, kind: 'view', article: title ?? id };
        self_service.push(facts.self_service.parse(fact));
      }
      counted[id] = statistics.views;
    }
    const next = at >= list.total ? null : String(at + 1);
    yield {
      batch: { facts: { self_service }, skipped: [...skipped, ...found.skipped] },
      moved: { articles: reading.at(next), views: { ...counted } },
    };
    if (next === null) return;
  }
}
