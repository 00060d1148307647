import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import type { Standing } from './contract.ts';
import { id, instant, reference, text } from './fields.ts';
import type { Names } from './names.ts';
import type { VtigerSettings } from './settings.ts';

const contact = z.object({
  id,
  firstname: text,
  lastname: text,
  email: text,
  account_id: reference,
  createdtime: instant,
});

const account = z.object({ id, accountname: text, email1: text, createdtime: instant });

export const customerModules = { contacts: 'Contacts', accounts: 'Accounts' } as const;

/** A contact or an account → the customer, with what its contracts come to. */
export function customerRow(
  customers: VtigerSettings['customers'],
  { names, standings }: { names: Names; standings: ReadonlyMap<string, Standing> },
) {
  const standing = (id: string) => standings.get(id) ?? { renewal_at: null, ended_at: null };
  if (customers === 'accounts') {
    return account
      .transform(({ id, accountname, email1, createdtime }): z.input<typeof facts.customers> => ({
        id,
        name: accountname,
        email: email1,
        organization: accountname,
        started_at: createdtime,
        ...standing(id),
      }))
      .pipe(facts.customers);
  }
  return contact
    .transform(({ id, firstname, lastname, email, account_id, createdtime }): z.input<typeof facts.customers> => ({
      id,
      name: [firstname, lastname].filter((part) => part !== null).join(' ') || null,
      email,
      organization: names.account(account_id),
      started_at: createdtime,
      ...standing(id),
    }))
    .pipe(facts.customers);
}
