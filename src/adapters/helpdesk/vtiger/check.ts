import { UpstreamError } from '../../../errors.ts';
import type { Check } from '../../../helpdesk.ts';
import { examine, type Right } from '../kit/checks.ts';
import type { Clock } from '../kit/clock.ts';
import type { Api } from './api.ts';
import type { Call } from './dialect.ts';
import { cloudAllowances } from './cloud.ts';
import { customerModules } from './customer.ts';
import type { Edition } from './edition.ts';
import type { VtigerSettings } from './settings.ts';

interface Options {
  readonly settings: VtigerSettings;
  readonly edition: Edition;
  readonly api: Api;
  readonly service: string;
  readonly clock: Clock;
}

/** Asks once for everything a sync needs; in the Cloud each costs one of the requests of the minute. */
export async function check({ settings, edition, api, service, clock }: Options): Promise<readonly Check[]> {
  const call: Call = { signal: new AbortController().signal, tries: 1, isUrgent: true };
  const right = (name: string, from: string, absent?: string): Right => ({
    name,
    ask: () => api.count({ from }, call),
    ...(absent !== undefined && { absent }),
  });
  const deleted: Right = {
    name: 'deleted tickets',
    async ask() {
      if ((await api.changes(edition.tickets, api.now(), call)) !== undefined) return;
      throw new UpstreamError(service, 'sync is for administrators only.', { reason: 'forbidden' });
    },
    absent: 'they are found once a day, by their ids',
  };
  return await examine({
    service: 'Vtiger',
    clock,
    async greet() {
      const { headers } = await api.modules(call);
      return { who: settings.username, headers };
    },
    rights: () => [
      right('users', 'Users'),
      right('groups', 'Groups'),
      right('customers', customerModules[settings.customers]),
      right('organizations', 'Accounts', settings.customers === 'accounts' ? undefined : 'their names stay unknown'),
      right('tickets', edition.tickets),
      right('comments', 'ModComments', 'replies come from imports only'),
      ...(edition.tellsDeleted ? [deleted] : []),
      right('contracts', 'ServiceContracts', 'renewals and ends of customers come from imports only'),
      right('opportunities', 'Potentials', 'up-sells and cross-sells come from imports only'),
      right('sales orders', 'SalesOrder', 'no sales orders are read'),
      right('invoices', 'Invoice', 'no invoices are read'),
    ],
    allowances: cloudAllowances,
  });
}
