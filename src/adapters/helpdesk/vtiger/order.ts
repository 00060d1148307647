import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { amount, day, id, instant, reference, text } from './fields.ts';
import type { Names } from './names.ts';
import type { VtigerSettings } from './settings.ts';

interface Options {
  readonly settings: VtigerSettings;
  readonly names: Names;
  readonly currencies: ReadonlyMap<string, string>;
}

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

const cancelled = new Set(['Cancelled', 'Cancel', 'Credit Invoice']);

/** A sales order, or an invoice without one → the order. Cancelled, it stays a row that no figure counts: orders are not deleted. */
export function orderRow({ settings, names, currencies }: Options) {
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
export function opportunityRow({ settings, names }: Pick<Options, 'settings' | 'names'>) {
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
