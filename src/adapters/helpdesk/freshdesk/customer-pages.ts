import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { instant, text } from '../kit/fields.ts';
import { begin } from '../kit/reading.ts';
import { readRows } from '../kit/rows.ts';
import type { Companies } from './companies.ts';
import { everyPage } from './every-page.ts';
import { id } from './fields.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

const foreignContact = z.object({
  id,
  name: text,
  email: text,
  company_id: id.nullish(),
  created_at: instant,
  updated_at: instant,
});

/** Contacts changed since the position, then those deleted since. */
export async function* customerPages(position: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, companies, clock, signal } = tools;
  for (const kind of ['contacts', 'deletedContacts'] as const) {
    const isDeleted = kind === 'deletedContacts';
    const list = begin(position[kind], clock);
    const ask = (page: number) => api.contacts({ since: list.since, isDeleted, page }, { signal });
    for await (const { rows, isLast, number } of everyPage(ask, Number(list.after ?? 1))) {
      await companies.learn(rows);
      const { read, skipped } = readRows(rows, { as: foreignContact, noun: 'contact' });
      yield {
        batch: { facts: { customers: read.map((contact) => toCustomer(contact, { isDeleted, companies })) }, skipped },
        moved: { [kind]: list.at(isLast ? null : String(number + 1)) },
      };
    }
  }
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
