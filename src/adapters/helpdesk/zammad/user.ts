import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { id, instant } from './fields.ts';

export const foreignUser = z.object({
  id,
  firstname: text,
  lastname: text,
  email: text,
  organization: text,
  roles: z.array(z.string()),
  active: z.boolean(),
  created_at: instant,
});

export type ForeignUser = z.output<typeof foreignUser>;

export function toAgent(user: ForeignUser, isStaff: boolean): Fact<'agents'> {
  return facts.agents.parse({
    id: String(user.id),
    name: nameOf(user),
    email: user.email,
    is_active: isStaff && user.active,
  });
}

export function toCustomer(user: ForeignUser): Fact<'customers'> {
  return facts.customers.parse({
    id: String(user.id),
    name: nameOf(user),
    email: user.email,
    organization: user.organization,
    started_at: user.created_at,
  });
}

function nameOf({ firstname, lastname }: ForeignUser): string | null {
  const names = [firstname, lastname].filter((name) => name !== null);
  return names.length === 0 ? null : names.join(' ');
}
