import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { begin, type Call, defineStream, reading, readRows, text, unread } from '../kit/index.ts';
import { foundPages, type Api, type Search } from './api.ts';
import type { Context } from './context.ts';
import { id, instant } from './fields.ts';

/** The search begins with the day after the one asked for, by a calendar that may be 14 hours from ours. */
const wholeDays = 2 * 86_400;

const foreignContact = z.object({
  id,
  name: text,
  email: text,
  created_at: instant,
  updated_at: instant,
  companies: z.object({ data: z.array(z.object({ id })).nullish() }).nullish(),
});

/** Contacts that changed, users and leads alike: latest change first, as a search finds whole days only. */
export const contacts = defineStream({
  name: 'contacts',
  cursor: reading.default(unread),

  async *read(before, { api, names, clock, signal }: Context) {
    const list = begin(before, clock);
    const since = Math.max(0, list.since - wholeDays);
    const ask = (after: string | null) => askContacts(api, { since, order: 'descending', after }, { signal });
    for await (const { rows, after } of foundPages(ask, list.after)) {
      const { read, skipped } = readRows(rows, { as: foreignContact, noun: 'contact' });
      const changed = read.filter(({ updated_at }) => updated_at >= list.since);
      const next = changed.length < read.length ? null : after;
      const companies = changed.flatMap((contact) => companyOf(contact) ?? []);
      await names.learn(companies, { signal });
      const customers = changed.map((contact) =>
        facts.customers.parse({
          id: contact.id,
          name: contact.name,
          email: contact.email,
          organization: names.company(companyOf(contact)),
          started_at: contact.created_at,
        }),
      );
      yield { facts: { customers }, skipped, cursor: list.at(next) };
      if (next === null) return;
    }
  },
});

export function askContacts(api: Api, search: Search, call: Call) {
  return api.search('contacts', { ...search, rows: 'data', size: 150 }, call);
}

function companyOf({ companies }: z.output<typeof foreignContact>): string | undefined {
  return companies?.data?.[0]?.id;
}
