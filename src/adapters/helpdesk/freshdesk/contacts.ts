import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import {
  begin,
  defineStream,
  instant,
  numberedPages,
  reading,
  readRows,
  text,
  unread,
  type Call,
} from '../kit/index.ts';
import type { Api } from './api.ts';
import type { Companies } from './companies.ts';
import type { Context } from './context.ts';
import { id, iso } from './fields.ts';

const foreignContact = z.object({
  id,
  name: text,
  email: text,
  company_id: id.nullish(),
  created_at: instant,
  updated_at: instant,
});

/** Contacts that changed. */
export const contacts = contactsOf('contacts', { isDeleted: false });

/** Contacts that were deleted, which the list of the others leaves out. */
export const deletedContacts = contactsOf('deletedContacts', { isDeleted: true });

function contactsOf(name: string, { isDeleted }: { isDeleted: boolean }) {
  return defineStream({
    name,
    cursor: reading.default(unread),

    async *read(before, { api, companies, clock, signal }: Context) {
      const list = begin(before, clock);
      if (before.readAt === 0 && !isDeleted) await companies.learnAll();
      const ask = (page: number) => askContacts(api, { since: list.since, isDeleted, page }, { signal });
      for await (const { rows, isLast, number } of numberedPages(ask, Number(list.after ?? 1))) {
        await companies.learn(rows);
        const { read, skipped } = readRows(rows, { as: foreignContact, noun: 'contact' });
        yield {
          facts: { customers: read.map((contact) => toCustomer(contact, { isDeleted, companies })) },
          skipped,
          cursor: list.at(isLast ? null : String(number + 1)),
        };
      }
    },
  });
}

export function askContacts(
  api: Api,
  { since, isDeleted, page }: { since: number; isDeleted: boolean; page: number },
  call: Call,
) {
  const query = { ...(since > 0 && { updated_since: iso(since) }), ...(isDeleted && { state: 'deleted' }) };
  return api.pacedList('contacts', page, { query, ...call });
}

/** A deleted customer ended at the deletion, and keeps neither name nor e-mail here. */
function toCustomer(
  contact: z.output<typeof foreignContact>,
  { isDeleted, companies }: { isDeleted: boolean; companies: Companies },
) {
  const company = companies.get(contact.company_id);
  return facts.customers.parse({
    id: String(contact.id),
    name: isDeleted ? null : contact.name,
    email: isDeleted ? null : contact.email,
    organization: company?.name ?? null,
    started_at: contact.created_at,
    ended_at: isDeleted ? contact.updated_at : null,
    renewal_at: company?.renewal_date ?? null,
  });
}
