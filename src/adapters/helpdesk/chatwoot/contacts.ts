import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { begin, defineStream, numberedPages, reading, readRows, text, unread } from '../kit/index.ts';
import type { Context } from './context.ts';
import { id, instant } from './fields.ts';

export const foreignContact = z.object({
  id,
  name: text,
  email: text,
  created_at: instant,
  additional_attributes: z.object({ company_name: text }).nullish(),
});

/** New contacts, newest first. Chatwoot does not find those that changed: they come with their conversations. */
export const contacts = defineStream({
  name: 'contacts',
  cursor: reading.default(unread),
  async *read(before, { api, clock, signal }: Context) {
    const list = begin(before, clock);
    const pages = numberedPages((page) => api.contacts(page, { signal }), Number(list.after ?? 1));
    for await (const { rows, number, isLast } of pages) {
      const { read, skipped } = readRows(rows, { as: foreignContact, noun: 'contact' });
      const isEnd = isLast || read.some(({ created_at }) => created_at < list.since);
      const cursor = list.at(isEnd ? null : String(number + 1));
      yield { facts: { customers: read.map(toCustomer) }, skipped, cursor };
      if (isEnd) return;
    }
  },
});

export function toCustomer(contact: z.output<typeof foreignContact>): Fact<'customers'> {
  return facts.customers.parse({
    id: contact.id,
    name: contact.name,
    email: contact.email,
    organization: contact.additional_attributes?.company_name,
    started_at: contact.created_at,
  });
}
