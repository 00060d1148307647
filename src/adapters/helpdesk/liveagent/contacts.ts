import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { defineStream, notBegun, reached, readRows, text } from '../kit/index.ts';
import type { Context, Names } from './context.ts';
import { id, instant } from './fields.ts';
import { changesOf } from './pages.ts';

const foreignContact = z.object({
  id,
  firstname: text,
  lastname: text,
  system_name: text,
  emails: z.array(z.string()).nullish(),
  date_created: instant,
});

/** Contacts that changed: the customers. */
export const contacts = defineStream({
  name: 'contacts',
  cursor: reached.default(notBegun),
  async *read(start, { api, names, signal }: Context) {
    for await (const { rows, reached } of changesOf('contacts', start, { api, signal })) {
      await names.learn([], { rows, signal });
      const { read, skipped } = readRows(rows, { as: contactRow(names), noun: 'contact' });
      yield { facts: { customers: read }, skipped, cursor: reached };
    }
  },
});

/** A row → the fact. Its organization must have been learned. */
export function contactRow(names: Pick<Names, 'organizationOf'>) {
  return foreignContact
    .transform(({ id, firstname, lastname, system_name, emails, date_created }): z.input<typeof facts.customers> => {
      const name = [firstname, lastname].filter((part) => part !== null).join(' ');
      return {
        id,
        name: name === '' ? system_name : name,
        email: emails?.[0] ?? null,
        organization: names.organizationOf(id),
        started_at: date_created,
      };
    })
    .pipe(facts.customers);
}
