import { describe, expect, test } from 'vitest';
import { agentRow } from '../../../../../src/adapters/helpdesk/vtiger/agents.ts';
import { failureOf } from '../../../../../src/adapters/helpdesk/vtiger/operation.ts';
import { commentRow } from '../../../../../src/adapters/helpdesk/vtiger/comments.ts';
import { standingOf } from '../../../../../src/adapters/helpdesk/vtiger/customers.ts';
import { editions } from '../../../../../src/adapters/helpdesk/vtiger/edition.ts';
import type { Names } from '../../../../../src/adapters/helpdesk/vtiger/context.ts';
import { orderRow } from '../../../../../src/adapters/helpdesk/vtiger/orders.ts';
import { vtigerSettings } from '../../../../../src/adapters/helpdesk/vtiger/settings.ts';
import { ticketRow } from '../../../../../src/adapters/helpdesk/vtiger/ticket.ts';
import { openUnmapped } from '../../../../../src/adapters/helpdesk/kit/unmapped.ts';

const given = {
  name: 'acme',
  kind: 'vtiger' as const,
  url: 'https://crm.acme.example/vtiger/',
  username: 'bot',
  access_key: 'key',
  statuses: { Parked: 'hold' as const },
};
const settings = vtigerSettings.parse({ ...given, edition: 'open-source' });
const names: Names = {
  group: (id) => (id === '20x3' ? 'Billing' : null),
  isGroup: (id) => id === '20x3',
  teamOf: (user) => (user === '19x5' ? 'Returns' : null),
  noteTeam: () => undefined,
  account: (id) => (id === '11x2' ? 'Initech' : null),
  learn: () => Promise.resolve(),
};
const created = Date.parse('2026-02-23T09:00:00Z') / 1000;
const times = { createdtime: '2026-02-23 09:00:00', modifiedtime: '2026-02-23 10:00:00' };

describe('a ticket of the open source', () => {
  const unmapped = openUnmapped();
  const read = (fields: Record<string, unknown>, heardAt = new Map<string, number>()) =>
    ticketRow({ settings, edition: editions['open-source'], names, unmapped, heardAt }).parse({
      id: '17x4',
      ticket_title: 'Where is it?',
      ticketstatus: 'Open',
      ...times,
      ...fields,
    });

  test('keeps what Vtiger says of it, and leaves unknown what it does not say', () => {
    const whose = { assigned_user_id: '19x5', contact_id: '12x3', parent_id: '11x2' };
    expect(
      read({ ...whose, ticketcategories: 'Big Problem', ticketpriorities: 'Urgent', tags: '' }).ticket,
    ).toMatchObject({
      id: '17x4',
      subject: 'Where is it?',
      url: 'https://crm.acme.example/vtiger/index.php?module=HelpDesk&view=Detail&record=4',
      status: 'open',
      priority: 'urgent',
      type: 'big problem',
      channel: null,
      tags: null,
      team: 'Returns',
      agent: '19x5',
      customer: '12x3',
      organization: 'Initech',
      created_at: created,
      updated_at: created + 3600,
      solved_at: null,
      reopens: null,
    });
  });

  test('with a group is with nobody yet', () => {
    const { ticket, move } = read({ assigned_user_id: '20x3' });
    expect(ticket).toMatchObject({ team: 'Billing', agent: null });
    expect(move).toMatchObject({ ticket: '17x4', at: created + 3600, status: 'open', agent: null });
  });

  test('on which the customer wrote after its last change, changed with that', () => {
    const { ticket, move } = read({}, new Map([['17x4', created + 7200]]));
    expect([ticket.updated_at, move.at]).toEqual([created + 7200, created + 7200]);
    expect(read({}, new Map([['17x4', created]])).move.at).toBe(created + 3600);
  });

  test.each([
    ['Open', 'open'],
    ['In Progress', 'open'],
    ['Wait For Response', 'pending'],
    ['Closed', 'closed'],
    ['Parked', 'hold'],
    ['Escalated', 'other'],
  ])('in the status %s is %s', (ticketstatus, status) => {
    expect(read({ ticketstatus }).ticket.status).toBe(status);
  });

  test('in a status that means nothing here is reported', () => {
    expect(unmapped.counts()).toEqual({ 'tickets.status: "Escalated"': 1 });
  });

  test.each([
    [{ source: 'MAIL SCANNER' }, 'email'],
    [{ source: 'CRM', from_portal: '1' }, 'web'],
    [{ source: 'CUSTOMER PORTAL', from_portal: '1' }, 'web'],
    [{ source: 'WEBSERVICE' }, 'api'],
    [{ source: 'CRM' }, 'other'],
    [{}, null],
  ])('that came by %j has the channel %s', (fields, channel) => {
    expect(read(fields).ticket.channel).toBe(channel);
  });

  test.each([
    ['contact_id', '0'],
    ['contact_id', ''],
    ['assigned_user_id', ''],
  ])('whose %s is %j points at nobody', (field, value) => {
    expect(read({ [field]: value }).ticket).toMatchObject({ customer: null, agent: null });
  });
});

describe('a case of the Cloud', () => {
  const unmapped = openUnmapped();
  const cloud = vtigerSettings.parse({ ...given, edition: 'cloud', url: 'https://acme.vtiger.com' });
  const as = ticketRow({ settings: cloud, edition: editions.cloud, names, unmapped });
  const row = { id: '39x4', title: 'Where is it?', ...times };

  test.each([
    ['New', 'new'],
    ['Assigned', 'open'],
    ['Wait for Customer', 'pending'],
    ['Wait for the Third Party', 'hold'],
    ['Resolved', 'solved'],
    ['Closed', 'closed'],
  ])('in the status %s is %s', (casestatus, status) => {
    expect(as.parse({ ...row, casestatus }).ticket.status).toBe(status);
  });

  test('has a group beside its assignee, and a channel of its own', () => {
    const fields = {
      casestatus: 'Open',
      group_id: '20x3',
      assigned_user_id: '19x5',
      casechannel: 'Phone',
      source: 'CRM',
    };
    expect(as.parse({ ...row, ...fields, casepriority: 'Medium' }).ticket).toMatchObject({
      url: 'https://acme.vtiger.com/index.php?module=Cases&view=Detail&record=4',
      team: 'Billing',
      agent: '19x5',
      channel: 'phone',
      priority: 'normal',
    });
  });
});

describe('a comment', () => {
  const row = { id: '30x7', related_to: '17x4', createdtime: times.createdtime, creator: '19x5', source: 'CRM' };

  test.each([
    [{}, { by: 'agent', agent: '19x5', is_public: true }],
    [{ is_private: '1' }, { by: 'agent', agent: '19x5', is_public: false }],
    [{ customer: '12x3' }, { by: 'customer', agent: null, is_public: true }],
    [{ customer: '0' }, { by: 'agent', agent: '19x5' }],
    [{ source: 'WORKFLOW' }, { by: 'automation', agent: null }],
    [
      { creator: '', assigned_user_id: '19x6' },
      { by: 'agent', agent: '19x6' },
    ],
  ])('with %j is %j', (fields, expected) => {
    expect(commentRow.parse({ ...row, ...fields })).toMatchObject({
      id: '30x7',
      ticket: '17x4',
      at: created,
      ...expected,
    });
  });
});

test.each([
  [{ first_name: 'Ana', last_name: 'Ray', department: 'Billing', status: 'Active' }, ['Ana Ray', 'Billing', true]],
  [{ user_name: 'ana', status: 'Inactive' }, ['ana', null, false]],
  [{ last_name: 'Ray', user_primary_group: '20x3', department: 'Other' }, ['Ray', 'Billing', null]],
])('a user with %j has name, team and activity %j', (fields, [name, team, is_active]) => {
  expect(agentRow(names).parse({ id: '19x5', ...fields })).toMatchObject({ name, team, is_active });
});

describe('contracts', () => {
  const contract = (contract_status: string, due_date: number | null, end_date: number | null = null) => ({
    sc_related_to: '12x3',
    contract_status,
    due_date,
    end_date,
  });

  test.each([
    [
      'that run, renew when the first of them is due',
      [contract('In Progress', 900), contract('On Hold', 700)],
      700,
      null,
    ],
    ['that are over, end with the last', [contract('Complete', 500, 450), contract('Archived', 600)], null, 600],
    ['of which one runs, end nothing', [contract('Complete', 500, 450), contract('In Progress', 900)], 900, null],
    ['without a date, say nothing', [contract('Complete', null)], null, null],
    ['that there are none of, say nothing', [], null, null],
  ])('%s', (_, contracts, renewal_at, ended_at) => {
    expect(standingOf(contracts)).toEqual({ renewal_at, ended_at });
  });
});

describe('an order', () => {
  const as = orderRow({ settings, names, currencies: new Map([['21x1', 'EUR']]) });
  const row = { id: '6x1', createdtime: times.createdtime, contact_id: '12x3', hdnGrandTotal: '120.00000000' };

  test('has its sum, its currency, and who sold it', () => {
    expect(as.parse({ ...row, currency_id: '21x1', assigned_user_id: '19x5' })).toMatchObject({
      at: created,
      customer: '12x3',
      amount: 120,
      currency: 'EUR',
      agent: '19x5',
      kind: null,
    });
  });

  test.each([
    { sostatus: 'Cancelled' },
    { invoicestatus: 'Cancel' },
    { invoicestatus: 'Credit Invoice' },
    { salesorder_id: '6x9' },
  ])('with %j is nobody’s and worth nothing', (fields) => {
    expect(as.parse({ ...row, ...fields })).toMatchObject({ customer: null, amount: null });
  });

  test('whose sum is no number does not fit', () => {
    expect(as.safeParse({ ...row, hdnGrandTotal: 'a lot' }).success).toBe(false);
  });
});

test.each([
  ['INVALID_USER_CREDENTIALS', 'unauthorized'],
  ['INVALID_SESSIONID', 'unauthorized'],
  ['ACCESS_DENIED', 'forbidden'],
  ['RECORD_NOT_FOUND', 'not-found'],
  ['DATABASE_QUERY_ERROR', 'unavailable'],
  ['QUERY_SYNTAX_ERROR', 'rejected'],
])('the refusal %s is %s', (code, reason) => {
  const about = { service: 'Vtiger (acme)', operation: 'query', desk: 'acme' };
  expect(failureOf({ success: false, error: { code } }, about)).toMatchObject({ reason });
  expect(failureOf({ success: true, result: [] }, about)).toBeUndefined();
});

describe('the settings', () => {
  test.each([
    ['https://crm.acme.example/vtiger', true],
    ['http://crm.acme.example', false],
    ['https://bot:key@crm.acme.example', false],
    ['https://crm.acme.example/webservice.php?operation=query', false],
  ])('take the url %s: %s', (url, isTaken) => {
    expect(vtigerSettings.safeParse({ ...given, edition: 'open-source', url }).success).toBe(isTaken);
  });

  test('count people as customers, and think of the smallest Cloud, unless they say otherwise', () => {
    expect(settings).toMatchObject({ customers: 'contacts', requests_per_minute: 30, requests_per_hour: 1000 });
  });
});
