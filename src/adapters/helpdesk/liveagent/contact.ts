import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { id, instant } from './fields.ts';
import type { Names } from './names.ts';

const foreignContact = z.object({
  id,
  firstname: text,
  lastname: text,
  system_name: text,
  emails: z.array(z.string()).nullish(),
  date_created: instant,
});

/** A row of the contacts → the fact. Its organization must have been learned. */
export function contactRow(names: Names) {
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
