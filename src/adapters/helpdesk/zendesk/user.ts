import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { instant, text } from '../kit/fields.ts';
import { id } from './fields.ts';
import type { Names } from './names.ts';

/** A row of the user export. `active` false means deleted (or merged into another user). */
export const foreignUser = z.object({
  id,
  name: text,
  email: text,
  role: z.string(),
  active: z.boolean(),
  suspended: z.boolean().nullish(),
  default_group_id: id.nullish(),
  organization_id: id.nullish(),
  created_at: instant,
  updated_at: instant,
});

export type ForeignUser = z.output<typeof foreignUser>;

export function isStaff(user: ForeignUser): boolean {
  return user.role === 'agent' || user.role === 'admin';
}

/** Whoever is or once was an agent: the name stays, so that earlier figures keep theirs. */
export function toAgent(user: ForeignUser, names: Names): Fact<'agents'> {
  return facts.agents.parse({
    id: String(user.id),
    name: user.name,
    email: user.email,
    team: names.group(user.default_group_id),
    is_active: isStaff(user) && user.active && user.suspended !== true,
  });
}

/** A deleted customer ended at the deletion, and keeps neither name nor e-mail here. Suspending one ends nothing. */
export function toCustomer(user: ForeignUser, names: Names): Fact<'customers'> {
  return facts.customers.parse({
    id: String(user.id),
    name: user.active ? user.name : null,
    email: user.active ? user.email : null,
    organization: names.organization(user.organization_id),
    started_at: user.created_at,
    ended_at: user.active ? null : user.updated_at,
  });
}
