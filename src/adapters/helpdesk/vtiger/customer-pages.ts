import { z } from 'zod';
import type { Batch } from '../../../helpdesk.ts';
import { readRows } from '../kit/rows.ts';
import { changedPages } from './changed-pages.ts';
import { standingsOf } from './contract.ts';
import { customerModules, customerRow } from './customer.ts';
import { id, moduleOf, reference } from './fields.ts';
import type { Position } from './position.ts';
import { whereThereIs, type Step, type Tools } from './stream.ts';

const identified = z.object({ id });
const ofAccount = z.object({ account_id: reference });
const related = z.object({ sc_related_to: id });

/** Contacts or accounts modified since the position. */
export async function* customerPages({ customers }: Position, tools: Tools): AsyncGenerator<Step> {
  const module = customerModules[tools.settings.customers];
  for await (const { rows, reached } of changedPages(module, customers, tools)) {
    yield { batch: await readCustomers(rows, tools), moved: { customers: reached } };
  }
}

/** The customers whose contracts were modified since the position. */
export function contractPages(position: Position, tools: Tools): AsyncIterable<Step> {
  return whereThereIs(pagesOfContracts(position, tools));
}

async function* pagesOfContracts({ contracts }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, settings, call } = tools;
  const module = customerModules[settings.customers];
  const prefix = await api.prefix(module, call);
  for await (const { rows, reached } of changedPages('ServiceContracts', contracts, tools)) {
    const { read, skipped } = readRows(rows, { as: related, noun: 'contract' });
    const concerned = new Set(read.map((row) => row.sc_related_to).filter((id) => moduleOf(id) === prefix));
    const batch = await readCustomers(await api.records(module, [...concerned], call), tools);
    yield { batch: { ...batch, skipped: [...(batch.skipped ?? []), ...skipped] }, moved: { contracts: reached } };
  }
}

async function readCustomers(rows: readonly unknown[], tools: Tools): Promise<Pick<Batch, 'facts' | 'skipped'>> {
  const { settings, names, call } = tools;
  await names.learn(
    rows.map((row) => ofAccount.safeParse(row).data?.account_id ?? null),
    call,
  );
  const standings = await standingsOf(
    rows.flatMap((row) => identified.safeParse(row).data?.id ?? []),
    tools,
  );
  const { read, skipped } = readRows(rows, {
    as: customerRow(settings.customers, { names, standings }),
    noun: 'customer',
  });
  return { facts: { customers: read }, skipped };
}
