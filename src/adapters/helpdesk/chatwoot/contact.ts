import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { id, instant } from './fields.ts';

export const foreignContact = z.object({
  id,
  name: text,
  email: text,
  created_at: instant,
  additional_attributes: z.object({ company_name: text }).nullish(),
});

export type ForeignContact = z.output<typeof foreignContact>;

export function toCustomer(contact: ForeignContact): Fact<'customers'> {
  return facts.customers.parse({
    id: contact.id,
    name: contact.name,
    email: contact.email,
    organization: contact.additional_attributes?.company_name,
    started_at: contact.created_at,
  });
}
