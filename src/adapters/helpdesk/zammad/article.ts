import { z } from 'zod';
import type { Fact } from '../../../helpdesk.ts';
import { id, instant, system } from './fields.ts';

export const foreignArticle = z.object({
  id,
  sender: z.string(),
  internal: z.boolean(),
  created_by_id: z.int(),
  created_at: instant,
});

export type Article = z.output<typeof foreignArticle>;

/** The messages after the one that opened the ticket. Zammad itself says for whom each stands. */
export function repliesOf(ticket: number, articles: readonly Article[]): Fact<'replies'>[] {
  const [, ...later] = articles.toSorted((a, b) => a.id - b.id);
  return later.map((article) => {
    const by = authorOf(article);
    return {
      id: String(article.id),
      ticket: String(ticket),
      at: article.created_at,
      by,
      agent: by === 'agent' ? String(article.created_by_id) : null,
      is_public: !article.internal,
      waited_seconds: null,
    };
  });
}

function authorOf({ sender, created_by_id }: Article): 'agent' | 'customer' | 'automation' {
  if (sender === 'Customer') return 'customer';
  return sender === 'Agent' && created_by_id > system ? 'agent' : 'automation';
}
