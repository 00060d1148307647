import { z } from 'zod';
import { facts, type News } from '../../../helpdesk.ts';
import { defineStream, isNotConnected, readRows, whereConnected, type Page } from '../kit/index.ts';
import { among, everyPage } from './api.ts';
import { changedPages, notBegun, reached, type Reached } from './changed-pages.ts';
import type { Context } from './context.ts';
import { day, id, instant, moduleOf, reference, text } from './fields.ts';

const identified = z.object({ id });
const ofAccount = z.object({ account_id: reference });
const related = z.object({ sc_related_to: id });

const contact = z.object({
  id,
  firstname: text,
  lastname: text,
  email: text,
  account_id: reference,
  createdtime: instant,
});

const account = z.object({ id, accountname: text, email1: text, createdtime: instant });

const foreignContract = z.object({
  sc_related_to: id,
  contract_status: text,
  /** When it is due to end, and when it did. */
  due_date: day,
  end_date: day,
});

type ForeignContract = z.output<typeof foreignContract>;

/** What a customer's contracts come to. */
interface Standing {
  readonly renewal_at: number | null;
  readonly ended_at: number | null;
}

export const customerModules = { contacts: 'Contacts', accounts: 'Accounts' } as const;
const over = new Set(['Complete', 'Archived']);

/** Contacts or accounts, each with what its contracts come to. */
export const customers = defineStream({
  name: 'customers',
  cursor: reached.default(notBegun),

  async *read(start, context: Context) {
    const module = customerModules[context.settings.customers];
    for await (const { rows, reached } of changedPages(module, start, context)) {
      yield { ...(await readCustomers(rows, context)), cursor: reached };
    }
  },
});

/** The customers whose contracts were modified. */
export const contracts = defineStream({
  name: 'contracts',
  cursor: reached.default(notBegun),
  read: (start, context: Context) => whereConnected(contractPages(start, context)),
});

async function* contractPages(start: Reached, context: Context): AsyncGenerator<Page<Reached>> {
  const { api, settings, call } = context;
  const module = customerModules[settings.customers];
  const prefix = await api.prefix(module, call);
  for await (const { rows, reached } of changedPages('ServiceContracts', start, context)) {
    const { read, skipped } = readRows(rows, { as: related, noun: 'contract' });
    const concerned = new Set(read.map((row) => row.sc_related_to).filter((id) => moduleOf(id) === prefix));
    const news = await readCustomers(await api.records(module, [...concerned], call), context);
    yield { ...news, skipped: [...(news.skipped ?? []), ...skipped], cursor: reached };
  }
}

async function readCustomers(rows: readonly unknown[], context: Context): Promise<News> {
  const { names, call } = context;
  await names.learn(
    rows.map((row) => ofAccount.safeParse(row).data?.account_id ?? null),
    call,
  );
  const standings = await standingsOf(
    rows.flatMap((row) => identified.safeParse(row).data?.id ?? []),
    context,
  );
  const { read, skipped } = readRows(rows, { as: customerRow(context, standings), noun: 'customer' });
  return { facts: { customers: read }, skipped };
}

function customerRow({ settings, names }: Context, standings: ReadonlyMap<string, Standing>) {
  const standing = (id: string) => standings.get(id) ?? { renewal_at: null, ended_at: null };
  if (settings.customers === 'accounts') {
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

/** The standing of those of these customers who have contracts; of none where contracts are not connected. */
async function standingsOf(customers: readonly string[], { api, call }: Context): Promise<Map<string, Standing>> {
  const contracts = new Map<string, ForeignContract[]>();
  try {
    for (let at = 0; at < customers.length; at += api.pageSize) {
      const where = [among('sc_related_to', customers.slice(at, at + api.pageSize))];
      for await (const rows of everyPage('ServiceContracts', { api, call, where })) {
        for (const row of rows) {
          const { success, data } = foreignContract.safeParse(row);
          if (success) contracts.set(data.sc_related_to, [...(contracts.get(data.sc_related_to) ?? []), data]);
        }
      }
    }
  } catch (error) {
    if (!isNotConnected(error)) throw error;
  }
  return new Map([...contracts].map(([customer, all]) => [customer, standingOf(all)]));
}

/** The next end of a contract that runs; or, when none runs any more, the end of the last. */
export function standingOf(contracts: readonly ForeignContract[]): Standing {
  const running = contracts.filter(({ contract_status }) => !over.has(contract_status ?? ''));
  const due = running.flatMap(({ due_date }) => due_date ?? []);
  const ends = contracts.flatMap(({ end_date, due_date }) => end_date ?? due_date ?? []);
  return {
    renewal_at: due.length > 0 ? Math.min(...due) : null,
    ended_at: running.length === 0 && ends.length > 0 ? Math.max(...ends) : null,
  };
}
