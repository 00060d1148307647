import { z } from 'zod';
import { id, instant } from './fields.ts';

/** One thing that happened to a ticket. */
export const foreignTransaction = z.object({
  id,
  /** The ticket's id. */
  ObjectId: id,
  Type: z.string(),
  Field: z.string(),
  OldValue: z.string(),
  NewValue: z.string(),
  Created: instant.pipe(z.int()),
  Creator: z.object({ id }),
});

export type Transaction = z.output<typeof foreignTransaction>;

/** Automation, rules and auto-replies act as it; the first user of every Request Tracker. */
const system = 1;

/** Tells who acts on one ticket. The requestor's own words are never an agent's, whatever else the requestor may be. */
export function authorOn(people: { staff: ReadonlySet<number>; requestors: ReadonlySet<number> }) {
  return ({ Creator, Type }: Transaction): 'agent' | 'customer' | 'automation' => {
    if (Creator.id === system) return 'automation';
    if (!people.staff.has(Creator.id)) return 'customer';
    return Type === 'Correspond' && people.requestors.has(Creator.id) ? 'customer' : 'agent';
  };
}

/** The ids of the owners before and after a change of them. Beside it comes a `SetWatcher` that says the same once more. */
export function ownersIn({ Type, Field, OldValue, NewValue }: Transaction) {
  if (Field !== 'Owner' || Type === 'SetWatcher') return undefined;
  return { before: id.safeParse(OldValue).data ?? null, after: id.safeParse(NewValue).data ?? null };
}
