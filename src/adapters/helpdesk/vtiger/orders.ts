import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { defineStream, isNotConnected, readRows, whereConnected, type Page } from '../kit/index.ts';
import { everyPage } from './api.ts';
import { changedPages, notBegun, reached, type Reached } from './changed-pages.ts';
import type { Context } from './context.ts';
import { amount, day, id, instant, reference, text } from './fields.ts';

const document = z.object({
  id,
  hdnGrandTotal: amount,
  currency_id: text,
  contact_id: reference,
  account_id: reference,
  assigned_user_id: reference,
  sostatus: text,
  invoicestatus: text,
  salesorder_id: reference,
  createdtime: instant,
});

const opportunity = z.object({
  id,
  opportunity_type: text,
  sales_stage: text,
  closingdate: day,
  assigned_user_id: reference,
  modifiedtime: instant,
});

const currency = z.object({ id, currency_code: z.string().min(1) });

const cancelled = new Set(['Cancelled', 'Cancel', 'Credit Invoice']);

interface Kind {
  /** The stream's. */
  readonly name: string;
  readonly module: string;
  readonly noun: string;
  readonly rowOf: (context: Context) => Promise<z.ZodType<Fact<'orders'>>>;
}

export const opportunities = ordersStream({
  name: 'opportunities',
  module: 'Potentials',
  noun: 'opportunity',
  rowOf: async (context) => opportunityRow(context),
});

export const salesOrders = ordersStream({
  name: 'salesOrders',
  module: 'SalesOrder',
  noun: 'sales order',
  rowOf: documentRow,
});

export const invoices = ordersStream({
  name: 'invoices',
  module: 'Invoice',
  noun: 'invoice',
  rowOf: documentRow,
});

/** A module whose records tell of orders, and which not everyone has. */
function ordersStream(kind: Kind) {
  return defineStream({
    name: kind.name,
    cursor: reached.default(notBegun),
    read: (start, context: Context) => whereConnected(orderPages(start, { ...kind, context })),
  });
}

async function* orderPages(
  start: Reached,
  { module, noun, rowOf, context }: Kind & { context: Context },
): AsyncGenerator<Page<Reached>> {
  let as: z.ZodType<Fact<'orders'>> | undefined;
  for await (const { rows, reached } of changedPages(module, start, context)) {
    as ??= await rowOf(context);
    const { read, skipped } = readRows(rows, { as, noun });
    yield { facts: { orders: read }, skipped, cursor: reached };
  }
}

async function documentRow(context: Context) {
  return orderRow({ ...context, currencies: await readCurrencies(context) });
}

/** Codes by ids; none where the user may not read them. */
async function readCurrencies({ api, call }: Context): Promise<Map<string, string>> {
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

/** A sales order, or an invoice without one → the order. Cancelled, it stays a row that no figure counts: orders are not deleted. */
export function orderRow({
  settings,
  names,
  currencies,
}: Pick<Context, 'settings' | 'names'> & { currencies: ReadonlyMap<string, string> }) {
  return document
    .transform((row): z.input<typeof facts.orders> => {
      const status = row.salesorder_id === null ? (row.sostatus ?? row.invoicestatus) : 'Cancelled';
      const order = { id: row.id, at: row.createdtime };
      if (cancelled.has(status ?? '')) return order;
      return {
        ...order,
        customer: settings.customers === 'contacts' ? row.contact_id : row.account_id,
        amount: row.hdnGrandTotal,
        currency: currencies.get(row.currency_id ?? '') ?? null,
        agent: names.isGroup(row.assigned_user_id) ? null : row.assigned_user_id,
      };
    })
    .pipe(facts.orders);
}

/**
 * An opportunity of a type that means something → what was sold by it, once it is won. Its amount is an estimate and its
 * order's to tell, so that it counts for the kind alone.
 */
function opportunityRow({ settings, names }: Pick<Context, 'settings' | 'names'>) {
  return opportunity
    .transform((row): z.input<typeof facts.orders> => {
      const type = row.opportunity_type ?? '';
      const kind = Object.hasOwn(settings.opportunities, type) ? settings.opportunities[type] : undefined;
      return {
        id: row.id,
        at: row.closingdate ?? row.modifiedtime,
        kind: row.sales_stage === 'Closed Won' ? (kind ?? null) : null,
        agent: names.isGroup(row.assigned_user_id) ? null : row.assigned_user_id,
      };
    })
    .pipe(facts.orders);
}
