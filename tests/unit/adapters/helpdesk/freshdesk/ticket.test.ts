import { describe, expect, test } from 'vitest';
import {
  foreignConversation,
  isFarewell,
  toReply,
} from '../../../../../src/adapters/helpdesk/freshdesk/conversation.ts';
import { clocksOf, foreignTicket, movesOf, toTicket } from '../../../../../src/adapters/helpdesk/freshdesk/ticket.ts';
import { foreignTimeEntry } from '../../../../../src/adapters/helpdesk/freshdesk/tickets.ts';
import { openUnmapped } from '../../../../../src/adapters/helpdesk/kit/unmapped.ts';

const created = Date.parse('2026-02-23T09:00:00Z') / 1000;

function read(fields: Record<string, unknown> = {}) {
  const dates = { created_at: '2026-02-23T09:00:00Z', updated_at: '2026-02-23T12:00:00Z' };
  return foreignTicket.parse({ id: 14, status: 2, ...dates, ...fields });
}

describe('a ticket', () => {
  const unmapped = openUnmapped();
  const options = {
    groups: { name: (id: number | null | undefined) => (id === 51 ? 'Billing' : null) },
    companies: { get: () => ({ name: 'Initech', renewal_date: null }) },
    origin: 'https://acme.freshdesk.com',
    status: 'open' as const,
    handleSeconds: 600,
    unmapped,
  };

  test('keeps what Freshdesk says of it, and leaves unknown what it does not say', () => {
    const row = { subject: 'Where is it?', priority: 2, source: 13, type: 'Question', tags: ['vip'], group_id: 51 };
    const people = { responder_id: 11, requester_id: 31, company_id: 81 };
    expect(toTicket(read({ ...row, ...people }), options)).toMatchObject({
      id: '14',
      subject: 'Where is it?',
      url: 'https://acme.freshdesk.com/a/tickets/14',
      status: 'open',
      priority: 'normal',
      channel: 'messaging',
      type: 'question',
      tags: ['vip'],
      team: 'Billing',
      agent: '11',
      customer: '31',
      organization: 'Initech',
      created_at: created,
      updated_at: created + 10_800,
      handle_seconds: 600,
      escalated_at: null,
      is_complaint: null,
    });
  });

  test('of a source that is not known counts as other', () => {
    expect(toTicket(read({ source: 99 }), options).channel).toBe('other');
    expect(unmapped.counts()).toEqual({ 'tickets.channel: "99"': 1 });
  });
});

describe('its moves', () => {
  test('are its creation, its turns and whom it is with', () => {
    const stats = { status_updated_at: '2026-02-23T11:00:00Z', reopened_at: '2026-02-23T10:30:00Z' };
    const ticket = read({ status: 4, responder_id: 11, stats: { ...stats, resolved_at: '2026-02-23T11:00:00Z' } });
    expect(movesOf(ticket, 'solved').map(({ at, status, agent }) => [at - created, status ?? agent])).toEqual([
      [0, 'open'],
      [5400, 'open'],
      [7200, 'solved'],
      [10_800, '11'],
    ]);
  });

  test.each([
    [1, null],
    [10, 'agent'],
  ])('of source %i begin with a move by %s', (source, by) => {
    expect(movesOf(read({ source }), 'open')[0]).toMatchObject({ by });
  });
});

describe('its clocks', () => {
  const target = '2026-02-23T10:00:00Z';
  const at = '2026-02-23T09:30:00Z';

  test.each([
    ['a first reply that is due', { fr_due_by: target }, 'open', [['first_reply', null, false]]],
    ['one that waits for the customer', { fr_due_by: target }, 'pending', [['first_reply', null, true]]],
    ['one given', { fr_due_by: target, stats: { first_responded_at: at } }, 'open', [['first_reply', 1800, false]]],
    ['a solution', { due_by: target, stats: { resolved_at: at } }, 'solved', [['resolution', 1800, false]]],
    [
      'a solution that did not last',
      { due_by: target, stats: { resolved_at: at } },
      'open',
      [['resolution', null, false]],
    ],
    ['a ticket closed at once', { due_by: target, stats: { closed_at: at } }, 'closed', [['resolution', 1800, false]]],
    [
      'a next reply that is due',
      { nr_due_by: target, stats: { requester_responded_at: at } },
      'open',
      [['next_reply', null, false]],
    ],
    ['a next reply without a question', { nr_due_by: target }, 'open', []],
    ['no target', {}, 'open', []],
  ] as const)('for %s', (_, fields, status, expected) => {
    const clocks = clocksOf(read(fields), status);
    const seen = clocks.map(({ kind, stopped_at, is_paused }) => [
      kind,
      stopped_at === null ? null : stopped_at - created,
      is_paused,
    ]);
    expect(seen).toEqual(expected);
  });

  test('a next reply that was given counts no longer, as its target is gone', () => {
    const stats = { requester_responded_at: at, agent_responded_at: '2026-02-23T09:45:00Z' };
    expect(clocksOf(read({ stats }), 'open')).toMatchObject([
      { kind: 'next_reply', target_at: null, stopped_at: created + 2700 },
    ]);
  });
});

describe('an entry of its conversation', () => {
  const cast = { ticket: 14, requester: '12', agents: new Set([11, 12]) };
  const entry = (fields: Record<string, unknown>) =>
    foreignConversation.parse({
      id: 3,
      incoming: false,
      private: false,
      source: 0,
      user_id: 11,
      body_text: 'Hello',
      created_at: '2026-02-23T10:00:00Z',
      ...fields,
    });

  test.each([
    ['an agent’s reply', {}, { by: 'agent', agent: '11', is_public: true }],
    ['a private note', { source: 2, private: true }, { by: 'agent', agent: '11', is_public: false }],
    ['a public note', { source: 2 }, { by: 'agent', agent: '11', is_public: true }],
    ['the customer’s message', { incoming: true, user_id: 31 }, { by: 'customer', agent: null, is_public: true }],
    ['a rule’s reply', { automation_id: 7 }, { by: 'automation', agent: null }],
    ['an automatic response', { auto_response: true }, { by: 'automation', agent: null }],
    ['what went on to somebody else', { source: 8 }, { by: 'agent', is_public: false }],
    ['the answer of somebody else', { incoming: true, private: true, user_id: 77 }, { by: null, is_public: false }],
    ['a merge’s note', { source: 2, private: true, body_text: 'Merged from ticket 5' }, { by: 'automation' }],
    [
      'the note of a merge of several',
      { source: 2, body_text: 'Tickets with ids 2 and 3 are merged into this ticket.' },
      { by: 'automation' },
    ],
    ['a reply with a merge’s words', { body_text: 'Merged from ticket 5' }, { by: 'agent' }],
    ['an agent’s reply by e-mail', { incoming: true }, { by: 'agent', agent: '11', is_public: true }],
    ['what an agent asks for on a ticket of their own', { incoming: true, user_id: 12 }, { by: 'customer' }],
    ['the reply of an agent who has left', { user_id: 19 }, { by: 'agent', agent: '19' }],
  ])('%s is so', (_, fields, expected) => {
    expect(toReply(entry(fields), cast)).toMatchObject([{ id: '3', ticket: '14', at: created + 3600, ...expected }]);
  });

  test('that is a survey’s comment is no reply', () => {
    expect(toReply(entry({ source: 6, incoming: true }), cast)).toEqual([]);
  });

  test.each([
    ['This ticket is closed and merged into ticket 12', 2, true],
    ['This ticket is closed and merged into ticket 12 – doppelt', 2, true],
    ['This ticket is closed and merged into ticket 12', 0, false],
    ['A customer says: this ticket is closed and merged into ticket 12', 2, false],
  ])('%j of source %i says farewell: %s', (body_text, source, says) => {
    expect(isFarewell(entry({ body_text, source }))).toBe(says);
  });
});

test.each([
  ['00:00', 0],
  ['01:30', 5400],
  ['120:05', 432_300],
])('%s of time are %i seconds', (time_spent, seconds) => {
  expect(foreignTimeEntry.parse({ id: 1, time_spent }).time_spent).toBe(seconds);
});

test.each(['1:75', '90', '', null])('%j is no time', (time_spent) => {
  expect(foreignTimeEntry.safeParse({ id: 1, time_spent }).success).toBe(false);
});
