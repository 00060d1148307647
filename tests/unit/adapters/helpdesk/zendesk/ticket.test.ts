import { describe, expect, test } from 'vitest';
import type { Names } from '../../../../../src/adapters/helpdesk/zendesk/names.ts';
import { openUnmapped } from '../../../../../src/adapters/helpdesk/kit/unmapped.ts';
import { readWithdrawal, ticketRow } from '../../../../../src/adapters/helpdesk/zendesk/ticket.ts';
import { freshTicket } from '../../../../fakes/zendesk/rows.ts';

const created = Date.parse('2026-02-02T09:00:00Z') / 1000;
const names: Names = {
  group: (id) => (id === 51 ? 'Billing' : null),
  organization: (id) => (id === 71 ? 'Initech' : null),
  learn: () => Promise.resolve(),
};

function read(fields: Record<string, unknown>, metrics: Record<string, unknown> = {}) {
  const unmapped = openUnmapped();
  const fresh = freshTicket(14, created);
  const row = { ...fresh, metric_set: { ...fresh.metric_set, ...metrics }, ...fields };
  const ticket = ticketRow({ origin: 'https://acme.zendesk.com', names, unmapped }).parse(row);
  return { ticket, unmapped: unmapped.counts() };
}

test('a ticket keeps what Zendesk says of it, and leaves unknown what it does not say', () => {
  const { ticket, unmapped } = read(
    {
      subject: 'Where is my order?',
      status: 'open',
      priority: 'high',
      type: 'Incident',
      tags: ['vip', 'shipping'],
      group_id: 51,
      assignee_id: 11,
      requester_id: 31,
      organization_id: 71,
      generated_timestamp: created + 900,
    },
    { reopens: 2, replies: 3, assignee_stations: 2, reply_time_in_minutes: { calendar: 25, business: 20 } },
  );
  expect(ticket).toEqual({
    id: '14',
    subject: 'Where is my order?',
    url: 'https://acme.zendesk.com/agent/tickets/14',
    status: 'open',
    priority: 'high',
    type: 'incident',
    channel: 'email',
    tags: ['vip', 'shipping'],
    team: 'Billing',
    agent: '11',
    customer: '31',
    organization: 'Initech',
    is_complaint: null,
    created_at: created,
    updated_at: created + 900,
    first_reply_at: created + 25 * 60,
    first_reply_by: null,
    solved_at: null,
    reopens: 2,
    agent_replies: 3,
    customer_replies: null,
    touches: null,
    reassignments: 1,
    escalated_at: null,
    handle_seconds: null,
  });
  expect(unmapped).toEqual({});
});

describe('when it was solved', () => {
  const solved_at = '2026-02-03T09:00:00Z';
  const status_updated_at = '2026-02-07T09:00:00Z';
  test.each([
    ['solved: the last time it was', 'solved', solved_at, created + 86_400],
    ['closed: when it was solved, not when it was closed', 'closed', solved_at, created + 86_400],
    ['closed without ever being solved: when it was closed', 'closed', null, created + 5 * 86_400],
    ['reopened: not', 'open', solved_at, null],
    ['on hold: not', 'hold', solved_at, null],
  ])('%s', (_, status, solved, expected) => {
    expect(read({ status }, { solved_at: solved, status_updated_at }).ticket.solved_at).toBe(expected);
  });
});

test('a ticket that nobody was ever assigned to was reassigned zero times', () => {
  expect(read({}, { assignee_stations: 0 }).ticket.reassignments).toBe(0);
});

test('a ticket without a metric set has no figures, and is no bad row', () => {
  const { ticket } = read({ metric_set: null, status: 'solved' });
  expect(ticket).toMatchObject({ solved_at: null, first_reply_at: null, reopens: null, reassignments: null });
});

test.each([
  ['mail', 'email'],
  ['web', 'web'],
  ['mobile_sdk', 'web'],
  ['chat', 'chat'],
  ['voice', 'phone'],
  ['twitter_dm', 'social'],
  ['native_messaging', 'messaging'],
  ['whatsapp', 'messaging'],
  ['help_center', 'knowledge_base'],
  ['api', 'api'],
])('a ticket that came via %s came by %s', (via, channel) => {
  expect(read({ via: { channel: via } }).ticket.channel).toBe(channel);
});

test('a ticket read by itself may lack the exports’ time stamp, and goes by its last update', () => {
  const updated_at = '2026-02-02T10:00:00Z';
  expect(read({ generated_timestamp: undefined, updated_at }).ticket.updated_at).toBe(created + 3600);
  const merged = { id: 14, status: 'closed', tags: ['closed_by_merge'], updated_at };
  expect(readWithdrawal(merged)).toEqual({ id: '14', at: created + 3600 });
});

test('words that are none of ours become other, and are counted as they came', () => {
  const { ticket, unmapped } = read({ status: 'waiting', priority: 'whenever', via: { channel: 77 } });
  expect(ticket).toMatchObject({ status: 'other', priority: 'other', channel: 'other' });
  expect(unmapped).toEqual({
    'tickets.status: "waiting"': 1,
    'tickets.priority: "whenever"': 1,
    'tickets.channel: "77"': 1,
  });
});

describe('a withdrawn ticket', () => {
  test.each([
    ['deleted', { status: 'deleted' }, true],
    ['merged into another', { status: 'closed', tags: ['closed_by_merge'] }, true],
    ['a follow-up of a merged one, whose tags it inherited', { status: 'open', tags: ['closed_by_merge'] }, false],
    [
      'such a follow-up, closed in its turn',
      { status: 'closed', tags: ['closed_by_merge'], via: { source: { rel: 'follow_up' } } },
      false,
    ],
    ['closed', { status: 'closed', tags: [] }, false],
  ])('%s: %s → %s', (_, fields, isWithdrawn) => {
    const row = { id: 14, generated_timestamp: created, ...fields };
    expect(readWithdrawal(row)).toEqual(isWithdrawn ? { id: '14', at: created } : undefined);
  });
});
