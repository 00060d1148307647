import { z } from 'zod';

/** How something came about that nobody wrote or chose: by a rule, a merge, or a clean-up after a group or user changed. */
const automatic: Readonly<Record<string, number>> = {
  rule: 8,
  group_deletion: 10,
  user_change: 11,
  user_deletion: 12,
  group_change: 13,
  merge: 19,
  automatic_solution_suggestions: 22,
};
const channels = new Set(Object.entries(automatic).flatMap(([word, number]) => [word, String(number)]));
const relations = new Set(['trigger', 'automation', 'merge']);

const word = z.union([z.string(), z.int().transform(String)]);

/** Zendesk's `via` of an update or of a part of it → whether a rule, a merge or a clean-up made it; null where it does not say. */
export const madeByRule = z
  .union([
    word.transform((channel) => ({ channel, source: null })),
    z.object({ channel: word.nullish(), source: z.object({ rel: z.string().nullish() }).nullish() }),
  ])
  .nullish()
  .transform((via) => {
    if (via == null) return null;
    // As `Group deletion` or `group_deletion`.
    const channel = (via.channel ?? '').toLowerCase().replaceAll(' ', '_');
    return channels.has(channel) || relations.has(via.source?.rel ?? '');
  });
