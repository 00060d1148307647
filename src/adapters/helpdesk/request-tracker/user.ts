import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { id, instant } from './fields.ts';

/** Those who are no people: the one that automation acts as, and the one that owns what nobody owns. */
const nobodies = new Set(['RT_System', 'Nobody']);

const known = instant.pipe(z.int('not to be seen: the user of the token needs the right AdminUsers'));

export const foreignUser = z.object({
  id,
  Name: z.string(),
  RealName: text,
  EmailAddress: text,
  Organization: text,
  Created: known,
  LastUpdated: known,
});

export type ForeignUser = z.output<typeof foreignUser>;

export function isPerson(user: ForeignUser): boolean {
  return !nobodies.has(user.Name);
}

export function toAgent(user: ForeignUser, isActive: boolean): Fact<'agents'> {
  return facts.agents.parse({
    id: String(user.id),
    name: user.RealName ?? user.Name,
    email: user.EmailAddress,
    is_active: isActive,
  });
}

export function toCustomer(user: ForeignUser): Fact<'customers'> {
  return facts.customers.parse({
    id: String(user.id),
    name: user.RealName ?? user.Name,
    email: user.EmailAddress,
    organization: user.Organization,
    started_at: user.Created,
  });
}
