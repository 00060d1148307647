import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { readRows } from '../rows.ts';
import type { Companies } from './companies.ts';
import { id, instant, text } from './fields.ts';
import { everyPage } from './every-page.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

/** Our clock may run ahead of Freshdesk's, and a list takes a while: what changed just before one was begun is read twice. */
const slack = 600;

const foreignContact = z.object({
  id,
  name: text,
  email: text,
  company_id: id.nullish(),
  created_at: instant,
  updated_at: instant,
});

/** Contacts changed since the position, then those deleted since. */
export async function* customerPages({ customers }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, companies, clock, signal } = tools;
  const { readAt } = customers;
  const begun = customers.list ?? { startedAt: Math.floor(clock.now() / 1000), state: null, page: 1 };
  const { startedAt } = begun;
  const since = Math.max(0, readAt - slack);
  for (const state of begun.state === null ? ([null, 'deleted'] as const) : (['deleted'] as const)) {
    const first = state === begun.state ? begun.page : 1;
    for await (const page of everyPage((number) => api.contacts({ since, state, page: number }, { signal }), first)) {
      await companies.learn(page.rows);
      const { read, skipped } = readRows(page.rows, { as: foreignContact, noun: 'contact' });
      const rows = read.map((contact) => toCustomer(contact, { isDeleted: state === 'deleted', companies }));
      yield { batch: { facts: { customers: rows }, skipped }, moved: { customers: next(page) } };
    }

    function next({ number, isLast }: { number: number; isLast: boolean }): Position['customers'] {
      if (!isLast) return { readAt, list: { startedAt, state, page: number + 1 } };
      if (state === null) return { readAt, list: { startedAt, state: 'deleted', page: 1 } };
      return { readAt: startedAt, list: null };
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
