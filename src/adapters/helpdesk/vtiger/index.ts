import { UpstreamError } from '../../../errors.ts';
import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { openDesk, systemClock, type Clock, type Examination, type Right } from '../kit/index.ts';
import { agents } from './agents.ts';
import { largestPage, openApi } from './api.ts';
import { cloudAllowances, openCloud } from './cloud.ts';
import { comments, readTicket } from './comments.ts';
import { openNames, type Context } from './context.ts';
import { contracts, customerModules, customers } from './customers.ts';
import { editions } from './edition.ts';
import { openOpenSource } from './open-source.ts';
import { passingFailureIn, type Call } from './operation.ts';
import { invoices, opportunities, salesOrders } from './orders.ts';
import type { VtigerSettings } from './settings.ts';
import { earlierCursor, tickets } from './tickets.ts';

type Desk = Omit<Context, 'names' | 'call'>;

/** One Vtiger, in the Cloud or hosted by oneself, read as one of its users. */
export function openVtiger(
  settings: VtigerSettings,
  { log, clock = systemClock, pageSize = largestPage }: { log: Log; clock?: Clock; pageSize?: number },
): Helpdesk {
  const { name } = settings;
  const service = `Vtiger (${name})`;
  const openDialect = settings.edition === 'cloud' ? openCloud : openOpenSource;
  const dialect = openDialect(settings, {
    service,
    origin: new URL(settings.url).origin,
    advice: {
      unauthorized: `Check the username and the access_key of the desk "${name}".`,
      forbidden: `Let the user of the desk "${name}" use the web service.`,
    },
    failureIn: (json, path) => passingFailureIn(json, { service, operation: path, desk: name }),
    log,
    clock,
  });
  const api = openApi(dialect, { service, desk: name, clock, pageSize });
  const desk: Desk = { settings, edition: editions[settings.edition], service, api, log };

  async function open(call: Call): Promise<Context> {
    return { ...desk, names: await openNames(api, call), call };
  }

  return openDesk({
    name,
    kind: 'vtiger',
    title: 'Vtiger',
    clock,
    streams: [agents, customers, contracts, tickets, comments, opportunities, salesOrders, invoices],
    earlier: earlierCursor,
    open: (signal) => open({ signal }),
    readTicket: async (id, signal) => readTicket(id, await open({ signal, isUrgent: true })),
    examination: (call) => examination(desk, { ...call, isUrgent: true }),
  });
}

/** All that a sync needs; in the Cloud each costs one of the requests of the minute. */
function examination({ settings, edition, service, api }: Desk, call: Call): Examination {
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
  return {
    allowances: cloudAllowances,
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
  };
}
