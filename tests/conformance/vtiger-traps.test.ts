import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Batch, News } from '../../src/helpdesk.ts';
import { collect, settle } from '../helpers/desk-state.ts';
import { gather } from '../helpers/pull.ts';
import { fill, startVtigerDesk, type VtigerDesk } from '../fakes/vtiger/desk.ts';
import { timeText } from '../fakes/vtiger/state.ts';

const editions = ['cloud', 'open-source'] as const;
const signal = () => new AbortController().signal;
const hour = 3_600_000;

function cursorOf(batches: readonly Batch[]): string | null {
  return batches.at(-1)?.cursor ?? null;
}

/** Read all, let something happen, read on. */
async function readOn(
  desk: VtigerDesk,
  happen: () => void,
  waitMs = hour,
): Promise<{ first: Batch[]; second: Batch[] }> {
  const first = await collect(desk.pull());
  desk.clock.advance(waitMs);
  happen();
  const second = await collect(desk.pull(cursorOf(first)));
  return { first, second };
}

function only(rows: Record<string, Readonly<Record<string, unknown>>> = {}, ticket: string) {
  return Object.fromEntries(Object.entries(rows).filter(([, row]) => row.ticket === ticket));
}

function goneIn(batches: readonly (Batch | News)[]): string[] {
  return batches.flatMap(({ deleted = [] }) => deleted.map(({ id }) => id));
}

describe('reading on by modifiedtime', () => {
  test('a second with more tickets than three pages is read whole, in whatever order they come', async () => {
    await using desk = await startVtigerDesk('open-source', { pageSize: 3 });
    const at = timeText(desk.clock.now() - hour);
    for (let n = 1; n <= 11; n += 1) desk.vtiger.save('HelpDesk', n, { createdtime: at, modifiedtime: at });
    desk.vtiger.save('HelpDesk', 12);
    const { tickets = {} } = settle(await collect(desk.pull()));
    expect(Object.keys(tickets)).toHaveLength(12);
  });

  test('a ticket that changes while its page is being read comes again, and pushes none aside', async () => {
    await using desk = await startVtigerDesk('open-source', { pageSize: 2 });
    for (let n = 1; n <= 6; n += 1) {
      const at = timeText(desk.clock.now() - hour + n * 60_000);
      desk.vtiger.save('HelpDesk', n, { createdtime: at, modifiedtime: at });
    }
    const batches: Batch[] = [];
    for await (const batch of desk.pull()) {
      batches.push(batch);
      const isFirst = batches.flatMap(({ facts }) => facts.tickets ?? []).length === 2;
      if (isFirst) desk.vtiger.save('HelpDesk', 1, { ticketstatus: 'Closed' });
    }
    const { tickets = {} } = settle(batches);
    expect(Object.keys(tickets)).toHaveLength(6);
    expect(tickets['17x1']).toMatchObject({ status: 'closed' });
  });

  test('a ticket that was still being saved while the last page was read comes with the next pull', async () => {
    await using desk = await startVtigerDesk('open-source');
    fill(desk.vtiger, desk.clock);
    desk.vtiger.save('HelpDesk', 88);
    const begun = desk.clock.now() - 30_000;
    const { second } = await readOn(desk, () => {
      desk.vtiger.save('HelpDesk', 89, { createdtime: timeText(begun), modifiedtime: timeText(begun) });
    });
    expect(gather(second).rows.tickets?.map(({ id }) => id)).toContain('17x89');
  });

  test('a page that comes short of records the user may not see is not taken for the end', async () => {
    await using desk = await startVtigerDesk('open-source', { pageSize: 3 });
    for (let n = 1; n <= 9; n += 1) {
      const at = timeText(desk.clock.now() - hour + n * 60_000);
      desk.vtiger.save('HelpDesk', n, { createdtime: at, modifiedtime: at });
    }
    desk.vtiger.hidden.add('17x2').add('17x5');
    expect(Object.keys(settle(await collect(desk.pull())).tickets ?? {})).toHaveLength(7);
  });

  test('with nothing new, no row is read again once the last ones have settled', async () => {
    await using desk = await startVtigerDesk('cloud');
    desk.vtiger.save('Cases', 1);
    const { first, second } = await readOn(desk, () => undefined);
    const third = await collect(desk.pull(cursorOf([...first, ...second])));
    expect(third).toHaveLength(1);
  });
});

describe('what became of a ticket', () => {
  test('every state seen is a move, and seen again it is the same one', async () => {
    await using desk = await startVtigerDesk('open-source');
    const at = Math.floor(desk.clock.now() / 1000);
    desk.vtiger.save('HelpDesk', 1, { assigned_user_id: '20x3' });
    const { first, second } = await readOn(desk, () => {
      desk.vtiger.save('HelpDesk', 1, { assigned_user_id: '19x5', ticketstatus: 'Closed' });
    });
    const moves = settle([...first, ...second]).ticket_moves ?? {};
    expect(Object.values(moves)).toMatchObject([
      { at, status: 'open' },
      { at: at + 3600, status: 'closed', agent: '19x5' },
    ]);
    const again = settle(await collect(desk.pull())).ticket_moves ?? {};
    expect(Object.keys(moves)).toEqual(expect.arrayContaining(Object.keys(again)));
  });

  test('a closed ticket that an e-mail opens again is open, though its modifiedtime says nothing', async () => {
    await using desk = await startVtigerDesk('open-source');
    desk.vtiger.save('HelpDesk', 1, { ticketstatus: 'Closed' });
    desk.clock.advance(hour);
    const { first, second } = await readOn(desk, () => {
      desk.vtiger.save('ModComments', 2, { related_to: '17x1', customer: '12x3', source: 'CRM' });
      desk.vtiger.saveQuietly('HelpDesk', 1, { ticketstatus: 'Open' });
    });
    const now = Math.floor(desk.clock.now() / 1000);
    const state = settle([...first, ...second]);
    expect(state.tickets?.['17x1']).toMatchObject({ status: 'open', updated_at: now });
    expect(Object.values(state.ticket_moves ?? {})).toMatchObject([{ status: 'closed' }, { status: 'open', at: now }]);
  });

  test('an agent who answers before closing reopens nothing', async () => {
    await using desk = await startVtigerDesk('open-source');
    desk.vtiger.save('HelpDesk', 1);
    const { first, second } = await readOn(desk, () => {
      desk.vtiger.save('ModComments', 2, { related_to: '17x1', creator: '19x5' });
    });
    desk.vtiger.save('HelpDesk', 1, { ticketstatus: 'Closed' });
    const third = await collect(desk.pull(cursorOf(second)));
    const state = settle([...first, ...second, ...third]);
    expect(Object.values(state.ticket_moves ?? {}).map(({ status }) => status)).toEqual(['open', 'closed']);
    expect(state.tickets?.['17x1']).toMatchObject({ status: 'closed' });
  });

  test('comments on other records, and on a ticket that is gone, are no replies', async () => {
    await using desk = await startVtigerDesk('open-source');
    for (const n of [1, 2]) desk.vtiger.save('HelpDesk', n);
    desk.vtiger.save('Contacts', 3);
    for (const [n, related_to] of ['17x1', '17x2', '12x3'].entries()) {
      desk.vtiger.save('ModComments', 10 + n, { related_to, creator: '19x1' });
    }
    desk.vtiger.remove('HelpDesk', 2);
    const { replies = {} } = settle(await collect(desk.pull()));
    expect(Object.values(replies)).toMatchObject([{ id: '30x10', ticket: '17x1', by: 'agent', agent: '19x1' }]);
  });
});

describe('deleted tickets', () => {
  test('the Cloud tells of them with the next pull', async () => {
    await using desk = await startVtigerDesk('cloud');
    fill(desk.vtiger, desk.clock);
    const { first, second } = await readOn(desk, () => desk.vtiger.remove('Cases', 83), 300_000);
    expect(goneIn(second)).toEqual(['39x83']);
    expect(settle([...first, ...second]).tickets).not.toHaveProperty('39x83');
    expect(Object.keys(settle([...first, ...second]).tickets ?? {})).toHaveLength(4);
  });

  test('one deleted while the first load was under way is not left standing', async () => {
    await using desk = await startVtigerDesk('cloud', { pageSize: 2 });
    fill(desk.vtiger, desk.clock);
    const first: Batch[] = [];
    for await (const batch of desk.pull()) {
      first.push(batch);
      if (first.flatMap(({ facts }) => facts.orders ?? []).length === 2) desk.vtiger.remove('Cases', 81);
      desk.clock.advance(60_000);
    }
    const second = await collect(desk.pull(cursorOf(first)));
    expect(settle([...first, ...second]).tickets?.['39x81']).toBeUndefined();
  });

  test.each([
    ['the open source, which is not asked for them', 'open-source', 'works'],
    ['a Cloud whose sync answers without a body', 'cloud', 'broken'],
    ['a user who is no administrator', 'cloud', 'refused'],
  ] as const)('with %s they are found within a day, by their ids', async (_, edition, sync) => {
    await using desk = await startVtigerDesk(edition, { pageSize: 2 });
    fill(desk.vtiger, desk.clock);
    desk.vtiger.sync = sync;
    const { tickets } = desk.vtiger;
    const first = await collect(desk.pull());
    desk.clock.advance(24 * hour);
    const second = await collect(desk.pull(cursorOf(first)));
    for (const n of [82, 85]) desk.vtiger.remove(tickets, n);
    desk.clock.advance(hour);
    const third = await collect(desk.pull(cursorOf(second)));
    expect(goneIn([...second, ...third])).toEqual([]);
    desk.clock.advance(24 * hour);
    const fourth = await collect(desk.pull(cursorOf(third)));
    expect(goneIn(fourth)).toEqual([desk.vtiger.idOf(tickets, 82), desk.vtiger.idOf(tickets, 85)]);
    for (const [index, { cursor }] of fourth.entries()) {
      const rest = await collect(desk.pull(cursor));
      expect(goneIn([...fourth.slice(0, index + 1), ...rest]), `stopped after batch ${index}`).toEqual(goneIn(fourth));
    }
    expect(desk.vtiger.requests.some((request) => request.includes('sync'))).toBe(edition === 'cloud');
  });

  test('tickets that the user lost the right to see are not taken for deleted', async () => {
    await using desk = await startVtigerDesk('open-source');
    fill(desk.vtiger, desk.clock);
    const first = await collect(desk.pull());
    desk.clock.advance(24 * hour);
    for (const n of [81, 82, 83]) desk.vtiger.remove('HelpDesk', n);
    const log = new PassThrough();
    const second = await collect(desk.open(pino(log)).pull(cursorOf(first), signal()));
    expect(goneIn(second)).toEqual([]);
    expect(String(log.read())).toContain('most known tickets can no longer be seen');
  });
});

describe('signing in to the open source', () => {
  test('a session that has ended is opened anew, and no row is lost', async () => {
    await using desk = await startVtigerDesk('open-source', { pageSize: 2 });
    fill(desk.vtiger, desk.clock);
    const batches: Batch[] = [];
    for await (const batch of desk.pull()) {
      batches.push(batch);
      desk.vtiger.endSessions();
    }
    expect(settle(batches)).toEqual(settle(await collect(desk.pull())));
  });

  test('a challenge that somebody else made useless is asked for again', async () => {
    await using desk = await startVtigerDesk('open-source');
    fill(desk.vtiger, desk.clock);
    desk.vtiger.takeChallenge();
    expect(Object.keys(settle(await collect(desk.pull())).tickets ?? {})).toHaveLength(5);
  });

  test('the access key itself is never sent', async () => {
    await using desk = await startVtigerDesk('open-source');
    await collect(desk.pull());
    expect(desk.vtiger.requests.some((request) => request.includes('accessKey='))).toBe(true);
    expect(desk.vtiger.requests.join('\n')).not.toContain(desk.vtiger.accessKey);
  });
});

describe('refusals with status 200', () => {
  test('a database that failed for a moment costs a wait and no row', async () => {
    await using desk = await startVtigerDesk('cloud');
    fill(desk.vtiger, desk.clock);
    const body = '{"success":false,"error":{"code":"DATABASE_QUERY_ERROR","message":"SELECT Eva Lind"}}';
    desk.vtiger.failNext('/query', { status: 200, body });
    expect(Object.keys(settle(await collect(desk.pull())).tickets ?? {})).toHaveLength(5);
    expect(desk.clock.sleeps.length).toBeGreaterThan(0);
  });

  test('what cannot be done is refused without the words of the answer', async () => {
    await using desk = await startVtigerDesk('cloud');
    const body = '{"success":false,"error":{"code":"QUERY_SYNTAX_ERROR","message":"near Eva Lind"}}';
    desk.vtiger.failNext('/query', { status: 200, body });
    await expect(collect(desk.pull())).rejects.toMatchObject({
      reason: 'rejected',
      message: expect.not.stringContaining('Eva') as string,
    });
  });
});

describe('modules that are missing', () => {
  test.each(editions)('in the %s edition they are not connected, and everything else is read', async (edition) => {
    await using desk = await startVtigerDesk(edition);
    fill(desk.vtiger, desk.clock);
    for (const module of ['ModComments', 'ServiceContracts', 'Potentials', 'SalesOrder', 'Invoice', 'Currency']) {
      desk.vtiger.absent.add(module);
    }
    const batches = await collect(desk.pull());
    expect(Object.keys(settle(batches)).toSorted()).toEqual(['agents', 'customers', 'ticket_moves', 'tickets']);
    expect(batches.at(-1)?.isLast).toBe(true);
  });

  test('organizations that may not be read are unknown', async () => {
    await using desk = await startVtigerDesk('open-source');
    fill(desk.vtiger, desk.clock);
    desk.vtiger.absent.add('Accounts');
    expect(settle(await collect(desk.pull())).tickets?.['17x81']).toMatchObject({ organization: null });
  });

  test('without tickets there is no sync', async () => {
    await using desk = await startVtigerDesk('cloud');
    desk.vtiger.absent.add('Cases');
    await expect(collect(desk.pull())).rejects.toMatchObject({ reason: 'forbidden' });
  });
});

test('a first load within the limits of One Growth is never told to wait', async () => {
  await using desk = await startVtigerDesk('cloud', { pageSize: 3 });
  desk.vtiger.limits = { minute: 30, hour: 100 };
  for (let n = 1; n <= 200; n += 1) {
    const at = timeText(desk.clock.now() - 24 * hour + n * 60_000);
    desk.vtiger.save('Cases', n, { createdtime: at, modifiedtime: at });
  }
  const reader = desk.open(undefined, { requests_per_minute: 30, requests_per_hour: 100 });
  const begun = desk.clock.now();
  const state = settle(await collect(reader.pull(null, signal())));
  expect(Object.keys(state.tickets ?? {})).toHaveLength(200);
  expect(desk.vtiger.requests.length).toBeGreaterThan(90);
  expect(desk.vtiger.overstepped).toBe(0);
  expect(desk.clock.now() - begun).toBeGreaterThanOrEqual(hour);
});

test('a ticket is read live though the hour has no request left for a sync', async () => {
  await using desk = await startVtigerDesk('cloud');
  fill(desk.vtiger, desk.clock);
  desk.vtiger.limits = { minute: 60, hour: 30 };
  const reader = desk.open(undefined, { requests_per_minute: 60, requests_per_hour: 20 });
  await collect(reader.pull(null, signal()));
  const before = desk.clock.now();
  const news = await reader.readTicket?.('39x81', signal());
  expect(news?.facts.tickets).toMatchObject([{ id: '39x81' }]);
  expect(desk.clock.now() - before).toBeLessThan(60_000);
  await collect(reader.pull(null, signal()));
  expect(desk.clock.now() - before).toBeGreaterThan(hour / 2);
  expect(desk.vtiger.overstepped).toBe(0);
});

describe('customers', () => {
  const [march, june] = [Date.parse('2026-03-31') / 1000, Date.parse('2026-06-30') / 1000];

  test('a contract that is completed ends its customer with the next pull; one that runs renews', async () => {
    await using desk = await startVtigerDesk('open-source');
    for (const n of [1, 2]) desk.vtiger.save('Contacts', n, { lastname: `Person ${n}` });
    for (const n of [1, 2]) {
      desk.vtiger.save('ServiceContracts', 10 + n, {
        sc_related_to: `12x${n}`,
        contract_status: 'In Progress',
        due_date: '2026-06-30',
      });
    }
    const { first, second } = await readOn(desk, () => {
      desk.vtiger.save('ServiceContracts', 11, { contract_status: 'Complete', end_date: '2026-03-31' });
    });
    expect(settle(first).customers?.['12x1']).toMatchObject({ renewal_at: june, ended_at: null });
    const { customers = {} } = settle([...first, ...second]);
    expect(customers['12x1']).toMatchObject({ renewal_at: null, ended_at: march });
    expect(customers['12x2']).toMatchObject({ renewal_at: june, ended_at: null });
  });

  test('a contact that changes keeps what its contracts say', async () => {
    await using desk = await startVtigerDesk('open-source');
    fill(desk.vtiger, desk.clock);
    const { second } = await readOn(desk, () => desk.vtiger.save('Contacts', 31, { email: 'new@acme.example' }));
    const due = Date.parse('2026-09-01') / 1000;
    expect(gather(second).rows.customers).toMatchObject([{ id: '12x31', email: 'new@acme.example', renewal_at: due }]);
  });

  test('where organizations are the customers, tickets, orders and contracts are theirs', async () => {
    await using desk = await startVtigerDesk('open-source');
    desk.vtiger.save('Accounts', 1, { accountname: 'Initech', email1: 'all@initech.example' });
    desk.vtiger.save('Contacts', 2, { account_id: '11x1' });
    desk.vtiger.save('HelpDesk', 3, { contact_id: '12x2', parent_id: '11x1' });
    desk.vtiger.save('SalesOrder', 4, { contact_id: '12x2', account_id: '11x1' });
    desk.vtiger.save('ServiceContracts', 5, { sc_related_to: '11x1', due_date: '2026-06-30' });
    desk.vtiger.save('ServiceContracts', 6, { sc_related_to: '12x2', due_date: '2026-03-31' });
    const reader = desk.open(undefined, { customers: 'accounts' });
    const state = settle(await collect(reader.pull(null, signal())));
    expect(Object.values(state.customers ?? {})).toMatchObject([
      { id: '11x1', name: 'Initech', email: 'all@initech.example', organization: 'Initech', renewal_at: june },
    ]);
    expect(state.tickets?.['17x3']).toMatchObject({ customer: '11x1', organization: 'Initech' });
    expect(state.orders?.['6x4']).toMatchObject({ customer: '11x1' });
  });
});

describe('orders', () => {
  test('an invoice of a sales order is not counted beside it, and a cancelled order no more', async () => {
    await using desk = await startVtigerDesk('open-source');
    desk.vtiger.save('Currency', 1, { currency_code: 'BGN' });
    const money = { contact_id: '12x9', hdnGrandTotal: '80.50000000', currency_id: '21x1' };
    desk.vtiger.save('SalesOrder', 1, money);
    desk.vtiger.save('SalesOrder', 2, money);
    desk.vtiger.save('Invoice', 3, { ...money, salesorder_id: '6x1' });
    desk.vtiger.save('Invoice', 4, money);
    const { first, second } = await readOn(desk, () => desk.vtiger.save('SalesOrder', 2, { sostatus: 'Cancelled' }));
    const counted = (batches: readonly Batch[]) =>
      Object.values(settle(batches).orders ?? {}).filter(({ customer }) => customer !== null);
    expect(new Set(counted(first).map(({ id }) => id))).toEqual(new Set(['6x1', '6x2', '7x4']));
    expect(counted([...first, ...second])).toMatchObject([
      { id: '6x1', amount: 80.5, currency: 'BGN', kind: null },
      { id: '7x4', amount: 80.5, currency: 'BGN', kind: null },
    ]);
  });

  test('an opportunity counts for its kind while it is won, and for no money', async () => {
    await using desk = await startVtigerDesk('open-source');
    const won = { sales_stage: 'Closed Won', closingdate: '2026-03-31', amount: '900', assigned_user_id: '19x5' };
    desk.vtiger.save('Potentials', 1, { ...won, opportunity_type: 'Existing Business' });
    desk.vtiger.save('Potentials', 2, { ...won, opportunity_type: 'Add-on' });
    desk.vtiger.save('Potentials', 3, { ...won, opportunity_type: 'New Business' });
    const { first, second } = await readOn(desk, () =>
      desk.vtiger.save('Potentials', 2, { sales_stage: 'Closed Lost' }),
    );
    const at = Date.parse('2026-03-31') / 1000;
    expect(settle(first).orders).toMatchObject({
      '13x1': { kind: 'upsell', at, agent: '19x5', amount: null, customer: null },
      '13x2': { kind: 'cross_sell' },
      '13x3': { kind: null },
    });
    expect(settle([...first, ...second]).orders?.['13x2']).toMatchObject({ kind: null });
  });
});

describe('a ticket read live', () => {
  test.each(editions)('in the %s edition it is what a pull would read', async (edition) => {
    await using desk = await startVtigerDesk(edition);
    fill(desk.vtiger, desk.clock);
    const id = desk.vtiger.idOf(desk.vtiger.tickets, 84);
    const state = settle(await collect(desk.pull()));
    const news = await desk.open().readTicket?.(id, signal());
    const { tickets, replies, ticket_moves } = settle([{ facts: {}, ...news, cursor: '' }]);
    expect(tickets).toEqual({ [id]: state.tickets?.[id] });
    expect(replies).toEqual(only(state.replies, id));
    expect(Object.keys(replies ?? {})).toHaveLength(1);
    expect(only(state.ticket_moves, id)).toMatchObject(ticket_moves ?? {});
    expect(news?.deleted).toBeUndefined();
  });

  test('one that is gone is deleted, at this moment', async () => {
    await using desk = await startVtigerDesk('open-source');
    fill(desk.vtiger, desk.clock);
    desk.vtiger.remove('HelpDesk', 84);
    const at = Math.floor(desk.clock.now() / 1000);
    expect(await desk.open().readTicket?.('17x84', signal())).toEqual({ facts: {}, deleted: [{ id: '17x84', at }] });
  });

  test('comments that may not be read are missing, and the ticket is there', async () => {
    await using desk = await startVtigerDesk('cloud');
    fill(desk.vtiger, desk.clock);
    desk.vtiger.absent.add('ModComments');
    const news = await desk.open().readTicket?.('39x84', signal());
    expect(news?.facts.tickets).toMatchObject([{ id: '39x84' }]);
    expect(news?.facts.replies).toBeUndefined();
  });

  test('what is no id of Vtiger’s is not asked for', async () => {
    await using desk = await startVtigerDesk('open-source');
    expect(await desk.open().readTicket?.(`17x1' OR id > '17x0`, signal())).toEqual({ facts: {} });
    expect(desk.vtiger.requests.some((request) => request.includes('17x1'))).toBe(false);
  });
});

describe('doctor', () => {
  async function look(desk: VtigerDesk) {
    const checks = await desk.open().check();
    return {
      names: checks.map(({ name }) => name),
      failed: checks.filter(({ isOk }) => !isOk).map(({ name }) => name),
      detail: (name: string) => checks.find((check) => check.name === name)?.detail,
    };
  }

  test('asks for each thing that a sync reads, and says what is left of the limit', async () => {
    await using desk = await startVtigerDesk('cloud');
    desk.vtiger.limits = { minute: 60, hour: 4000 };
    const { names, failed, detail } = await look(desk);
    expect(names).toEqual([
      'address',
      'credentials',
      'users',
      'groups',
      'customers',
      'organizations',
      'tickets',
      'comments',
      'deleted tickets',
      'contracts',
      'opportunities',
      'sales orders',
      'invoices',
      'clock',
      'rate limit',
    ]);
    expect(failed).toEqual([]);
    expect(detail('rate limit')).toBe('59 of 60 requests left');
  });

  test.each([
    ['Users', 'users'],
    ['Groups', 'groups'],
    ['Contacts', 'customers'],
    ['HelpDesk', 'tickets'],
  ])('a user who may not read %s fails the check of %s, which says what to do', async (module, name) => {
    await using desk = await startVtigerDesk('open-source');
    desk.vtiger.absent.add(module);
    const { failed, detail } = await look(desk);
    expect(failed).toEqual([name]);
    expect(detail(name)).toContain('Let the user of the desk "acme" read this module');
  });

  test.each([
    ['Accounts', 'organizations'],
    ['ModComments', 'comments'],
    ['ServiceContracts', 'contracts'],
    ['Potentials', 'opportunities'],
    ['SalesOrder', 'sales orders'],
    ['Invoice', 'invoices'],
  ])('without %s it passes, and says that %s are not connected', async (module, name) => {
    await using desk = await startVtigerDesk('open-source');
    desk.vtiger.absent.add(module);
    const { failed, detail } = await look(desk);
    expect(failed).toEqual([]);
    expect(detail(name)).toContain('not connected');
  });

  test('a user who is no administrator learns how deleted tickets are found then', async () => {
    await using desk = await startVtigerDesk('cloud');
    desk.vtiger.sync = 'refused';
    const { failed, detail } = await look(desk);
    expect(failed).toEqual([]);
    expect(detail('deleted tickets')).toContain('once a day');
  });
});
