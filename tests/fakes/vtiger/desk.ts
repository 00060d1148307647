import { pino, type Logger } from 'pino';
import { openVtiger } from '../../../src/adapters/helpdesk/vtiger/index.ts';
import type { VtigerSettings } from '../../../src/adapters/helpdesk/vtiger/settings.ts';
import type { Batch, Helpdesk } from '../../../src/helpdesk.ts';
import type { DeskOptions } from '../../helpers/conformance.ts';
import { startVtiger, type FakeVtiger } from './server.ts';
import type { EditionName } from './rows.ts';
import { timeText } from './state.ts';
import { openVirtualClock, type VirtualClock } from '../../helpers/virtual-clock.ts';

/** A Vtiger, the clock that it and its readers share, and readers of it. */
export interface VtigerDesk extends AsyncDisposable {
  readonly vtiger: FakeVtiger;
  readonly clock: VirtualClock;
  /** A reader as a new process would open it. */
  open(log?: Logger, settings?: Partial<VtigerSettings>): Helpdesk;
  /** Read from a cursor (null: the beginning) with a new reader. */
  pull(cursor?: string | null): AsyncIterable<Batch>;
}

interface Options extends DeskOptions {
  readonly start?: string;
}

/** A page repeats no rows of the one before by itself, as each is asked for by a condition: `repeatedRows` has no meaning here. */
export async function startVtigerDesk(
  edition: EditionName,
  { ahead = 0, pageSize = 100, start = '2026-03-02T09:00:00Z' }: Options = {},
): Promise<VtigerDesk> {
  const clock = openVirtualClock(start);
  const vtiger = await startVtiger({ edition, now: () => clock.now() - ahead, pageSize });
  const open = (log = pino({ level: 'silent' }), settings: Partial<VtigerSettings> = {}) => {
    const own = { ...vtiger.settings, access_key: vtiger.accessKey, ...settings };
    return openVtiger(own, { log, clock, pageSize });
  };
  return {
    vtiger,
    clock,
    open,
    pull: (cursor = null) => open().pull(cursor, new AbortController().signal),
    [Symbol.asyncDispose]: () => vtiger[Symbol.asyncDispose](),
  };
}

/** Five records of each module, a minute after one another, the last an hour ago; the tickets stand in the same second. */
export function fill(vtiger: FakeVtiger, clock: VirtualClock): void {
  let minutes = 0;
  const put = (module: string, number: number, fields: Record<string, string>) => {
    minutes += 1;
    const at = timeText(clock.now() - 7_200_000 + minutes * 60_000);
    return vtiger.save(module, number, { createdtime: at, modifiedtime: at, ...fields });
  };
  const id = vtiger.idOf;
  const ticketTime = timeText(clock.now() - 3_000_000);
  for (const n of [1, 2, 3, 4, 5]) {
    vtiger.save('Groups', n, { groupname: `Group ${n}` });
    vtiger.save('Users', 10 + n, { user_name: `user${n}`, last_name: `Agent ${n}`, department: `Group ${n}` });
  }
  vtiger.save('Currency', 1, { currency_code: 'EUR' });
  for (const n of [1, 2, 3, 4, 5]) {
    put('Accounts', 20 + n, { accountname: `Organization ${n}` });
    put('Contacts', 30 + n, {
      lastname: `Person ${n}`,
      email: `p${n}@acme.example`,
      account_id: id('Accounts', 20 + n),
    });
    put('ServiceContracts', 40 + n, { sc_related_to: id('Contacts', 30 + n), due_date: '2026-09-01' });
    put('Potentials', 50 + n, { opportunity_type: 'Existing Business', sales_stage: 'Closed Won' });
    put('SalesOrder', 60 + n, {
      contact_id: id('Contacts', 30 + n),
      hdnGrandTotal: '9.5',
      currency_id: id('Currency', 1),
    });
    put('Invoice', 70 + n, { contact_id: id('Contacts', 30 + n), hdnGrandTotal: '7', currency_id: id('Currency', 1) });
    put('ModComments', 90 + n, {
      related_to: id(vtiger.tickets, 80 + n),
      creator: id('Users', 10 + n),
      assigned_user_id: id('Users', 10 + n),
    });
    put(vtiger.tickets, 80 + n, {
      modifiedtime: ticketTime,
      [vtiger.tickets === 'Cases' ? 'title' : 'ticket_title']: `Broken thing ${n}`,
      assigned_user_id: id('Users', 10 + n),
      contact_id: id('Contacts', 30 + n),
      parent_id: id('Accounts', 20 + n),
    });
  }
}
