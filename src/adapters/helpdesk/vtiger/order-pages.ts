import { z } from 'zod';
import type { Fact } from '../../../helpdesk.ts';
import { isNotConnected } from '../kit/connected.ts';
import { readRows } from '../kit/rows.ts';
import { changedPages } from './changed-pages.ts';
import { id } from './fields.ts';
import { everyPage } from './names.ts';
import { opportunityRow, orderRow } from './order.ts';
import type { Position } from './position.ts';
import { whereThereIs, type Step, type Tools } from './stream.ts';

type Row = z.ZodType<Fact<'orders'>>;
const currency = z.object({ id, currency_code: z.string().min(1) });

/** Opportunities modified since the position. */
export function opportunityPages(position: Position, tools: Tools): AsyncIterable<Step> {
  const as = async () => opportunityRow(tools);
  return whereThereIs(pages('Potentials', { at: 'opportunities', noun: 'opportunity', as, position, tools }));
}

/** Sales orders modified since the position. */
export function salesOrderPages(position: Position, tools: Tools): AsyncIterable<Step> {
  const as = async () => orderRow({ ...tools, currencies: await readCurrencies(tools) });
  return whereThereIs(pages('SalesOrder', { at: 'salesOrders', noun: 'sales order', as, position, tools }));
}

/** Invoices modified since the position. */
export function invoicePages(position: Position, tools: Tools): AsyncIterable<Step> {
  const as = async () => orderRow({ ...tools, currencies: await readCurrencies(tools) });
  return whereThereIs(pages('Invoice', { at: 'invoices', noun: 'invoice', as, position, tools }));
}

interface Reading {
  readonly at: 'opportunities' | 'salesOrders' | 'invoices';
  readonly noun: string;
  readonly as: () => Promise<Row>;
  readonly position: Position;
  readonly tools: Tools;
}

async function* pages(module: string, { at, noun, as, position, tools }: Reading): AsyncGenerator<Step> {
  let row: Row | undefined;
  for await (const { rows, reached } of changedPages(module, position[at], tools)) {
    row ??= await as();
    const { read, skipped } = readRows(rows, { as: row, noun });
    yield { batch: { facts: { orders: read }, skipped }, moved: { [at]: reached } };
  }
}

/** Codes by ids; none where the user may not read them. */
async function readCurrencies({ api, call }: Tools): Promise<Map<string, string>> {
  const codes = new Map<string, string>();
  try {
    for await (const rows of everyPage('Currency', { api, call })) {
      for (const { id, currency_code } of readRows(rows, { as: currency, noun: 'currency' }).read) {
        codes.set(id, currency_code);
      }
    }
  } catch (error) {
    if (!isNotConnected(error)) throw error;
  }
  return codes;
}
