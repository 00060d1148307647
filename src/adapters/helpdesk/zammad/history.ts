import { z } from 'zod';
import type { Fact } from '../../../helpdesk.ts';
import type { Unmapped } from '../kit/index.ts';
import type { Context } from './context.ts';
import { id, instant, person, system } from './fields.ts';
import type { ForeignTicket } from './ticket.ts';

/** One thing that was recorded of a ticket: an attribute that changed, or a tag that came or went. */
export const foreignEntry = z.object({
  id,
  object: z.string(),
  o_id: z.int(),
  type: z.string(),
  attribute: z.string().nullish(),
  value_from: z.string().nullish(),
  value_to: z.string().nullish(),
  id_from: z.int().nullish(),
  id_to: z.int().nullish(),
  created_at: instant,
  created_by_id: z.int(),
  /** The rule that did it, where it was one. */
  sourceable_type: z.string().nullish(),
});

export type Entry = z.output<typeof foreignEntry>;

/** The changes of one attribute, oldest first. */
export function changesOf(entries: readonly Entry[], attribute: string): readonly Entry[] {
  return entries.filter((entry) => entry.type === 'updated' && entry.attribute === attribute);
}

/** How a ticket was created, and every state and owner it had since. */
export function movesOf(
  ticket: ForeignTicket,
  entries: readonly Entry[],
  { states, staff, unmapped }: Pick<Context, 'states' | 'staff'> & { unmapped: Unmapped },
): Fact<'ticket_moves'>[] {
  const [toStates, toOwners] = [changesOf(entries, 'state'), changesOf(entries, 'owner')];
  const status = (id: number) => states.status(id, 'ticket_moves.status', unmapped);
  const at = (entry: Entry) => ({
    id: String(entry.id),
    ticket: String(ticket.id),
    at: entry.created_at,
    seq: entry.id,
    by: authorOf(entry, staff),
  });
  // What it was made with is what the first change says that there was before.
  const owner = toOwners[0] === undefined ? ticket.owner_id : person.parse(toOwners[0].id_from);
  const creation = {
    id: `created-${ticket.id}`,
    ticket: String(ticket.id),
    at: ticket.created_at,
    seq: 0,
    by: authorOf(ticket, staff),
    status: status(toStates[0]?.id_from ?? ticket.state_id),
    agent: owner,
  };
  return [
    creation,
    ...toStates.flatMap((entry) =>
      entry.id_to == null ? [] : [{ ...at(entry), status: status(entry.id_to), agent: null }],
    ),
    ...toOwners.flatMap((entry) => {
      const agent = person.parse(entry.id_to);
      return agent === null ? [] : [{ ...at(entry), status: null, agent }];
    }),
  ];
}

/** Those that were added and not removed since. */
export function tagsIn(entries: readonly Entry[]): string[] {
  const tags = new Set<string>();
  for (const { type, attribute, value_to } of entries) {
    if (attribute !== 'tag' || value_to == null) continue;
    if (type === 'added') tags.add(value_to);
    if (type === 'removed') tags.delete(value_to);
  }
  return [...tags];
}

/** Whether an article was another ticket's until that was merged into this one: its making was recorded there. */
export function cameByMerge(article: number, entries: readonly Entry[]): boolean {
  if (!entries.some(({ type }) => type === 'received_merge')) return false;
  return !entries.some(
    ({ type, object, o_id }) => type === 'created' && object === 'Ticket::Article' && o_id === article,
  );
}

/** Who acted: rules act as whoever gave them cause, but a macro is an agent's own doing. */
function authorOf(
  { created_by_id, sourceable_type }: Pick<Entry, 'created_by_id' | 'sourceable_type'>,
  staff: ReadonlySet<number>,
): 'agent' | 'customer' | 'automation' {
  const isRule = sourceable_type != null && sourceable_type !== 'Macro';
  if (isRule || created_by_id <= system) return 'automation';
  return staff.has(created_by_id) ? 'agent' : 'customer';
}

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
    const by = writerOf(article);
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

function writerOf({ sender, created_by_id }: Article): 'agent' | 'customer' | 'automation' {
  if (sender === 'Customer') return 'customer';
  return sender === 'Agent' && created_by_id > system ? 'agent' : 'automation';
}
