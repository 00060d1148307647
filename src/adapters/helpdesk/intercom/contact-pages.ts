import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { readRows } from '../kit/rows.ts';
import { id, instant } from './fields.ts';
import type { Position } from './position.ts';
import { begin } from '../kit/reading.ts';
import { foundPages } from './found-pages.ts';
import type { Step, Tools } from './stream.ts';

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

/** Contacts changed since the position, users and leads alike: latest change first, as a search finds whole days only. */
export async function* contactPages({ contacts }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, names, clock, signal } = tools;
  const reading = begin(contacts, clock);
  const since = Math.max(0, reading.since - wholeDays);
  const ask = (after: string | null) => api.contacts({ since, order: 'descending', after }, { signal });
  for await (const { rows, after } of foundPages(ask, reading.after)) {
    const { read, skipped } = readRows(rows, { as: foreignContact, noun: 'contact' });
    const changed = read.filter(({ updated_at }) => updated_at >= reading.since);
    const next = changed.length < read.length ? null : after;
    await names.learn(
      changed.flatMap((contact) => companyOf(contact) ?? []),
      { signal },
    );
    const customers = changed.map((contact) =>
      facts.customers.parse({
        id: contact.id,
        name: contact.name,
        email: contact.email,
        organization: names.company(companyOf(contact)),
        started_at: contact.created_at,
      }),
    );
    yield { batch: { facts: { customers }, skipped }, moved: { contacts: reading.at(next) } };
    if (next === null) return;
  }
}

function companyOf({ companies }: z.output<typeof foreignContact>): string | undefined {
  return companies?.data?.[0]?.id;
}
