import { describe, expect, test } from 'vitest';
import {
  foreignConversation,
  readConversation,
  type ForeignConversation,
} from '../../../../../src/adapters/helpdesk/intercom/conversation.ts';
import { toCall, foreignCall } from '../../../../../src/adapters/helpdesk/intercom/calls.ts';
import { openUnmapped } from '../../../../../src/adapters/helpdesk/kit/unmapped.ts';

const names = { team: () => 'Billing', company: () => null, learn: async () => {} };
const admin = { type: 'admin', id: '11' };
const user = { type: 'user', id: '31' };
const bot = { type: 'bot', id: '90' };

function read(fields: Record<string, unknown>, parts: Record<string, unknown>[] = []) {
  const conversation: ForeignConversation = foreignConversation.parse({
    id: '1',
    created_at: 1000,
    updated_at: 2000,
    state: 'open',
    source: { type: 'email', author: user },
    ...fields,
    conversation_parts: {
      conversation_parts: parts.map((part, index) => ({
        id: `p${index}`,
        part_type: 'comment',
        created_at: 1100 + index,
        body: null,
        ...part,
      })),
    },
  });
  const unmapped = openUnmapped();
  const { facts, skipped } = readConversation(conversation, { names, inbox: null, unmapped });
  const [ticket] = facts.tickets;
  return { ...facts, ticket, skipped, unmapped: unmapped.counts() };
}

describe('a part', () => {
  test.each([
    ['a comment', { author: admin }, 'agent', true],
    ['a comment of a lead', { author: { type: 'lead', id: '32' } }, 'customer', true],
    ['a bot’s', { author: bot }, 'automation', true],
    ['Fin’s in a teammate’s name', { author: { ...admin, from_ai_agent: true } }, 'automation', true],
    ['of nobody, as Twitter’s are', { author: null }, null, true],
    ['quick replies', { part_type: 'quick_reply', author: admin }, 'agent', true],
    ['a note', { part_type: 'note', author: admin, body: 'x' }, 'agent', false],
    ['a note that reopens', { part_type: 'note_and_reopen', author: admin, body: 'x' }, 'agent', false],
    ['closing with a message', { part_type: 'close', author: admin, body: 'x' }, 'agent', true],
    ['assigning with a message', { part_type: 'assignment', author: admin, body: 'x' }, 'agent', true],
    ['opening with a message', { part_type: 'open', author: user, body: 'x' }, 'customer', true],
  ])('%s is a reply', (_, part, by, is_public) => {
    expect(read({}, [part]).replies).toMatchObject([{ id: 'p0', ticket: '1', at: 1100, by, is_public }]);
  });

  test.each([
    ['closing without a message', { part_type: 'close', author: admin }],
    ['assigning without one', { part_type: 'assignment', author: bot, assigned_to: { type: 'admin', id: '11' } }],
    ['a rating’s remark', { part_type: 'conversation_rating_remark_added', author: user, body: 'x' }],
    ['a workflow’s step', { part_type: 'conversation_attribute_updated_by_workflow', author: bot, body: 'x' }],
  ])('%s is none', (_, part) => {
    expect(read({}, [part]).replies).toEqual([]);
  });

  test('that cannot be read is named, and the others load', () => {
    const { replies, skipped } = read({}, [{ created_at: 'soon', author: admin }, { author: admin }]);
    expect(replies).toHaveLength(1);
    expect(skipped).toMatchObject([{ place: 'conversation part p0' }]);
  });
});

describe('what happened', () => {
  const statuses = (fields: Record<string, unknown>, parts: Record<string, unknown>[]) =>
    read(fields, parts).ticket_moves.map(({ status, agent }) => status ?? agent);

  test.each([
    ['an agent’s reply waits for the customer', [{ author: admin }], ['open', 'pending']],
    ['the customer’s reply does not', [{ author: admin }, { author: user }], ['open', 'pending', 'open']],
    ['a bot’s reply and a note change nothing', [{ author: bot }, { part_type: 'note', author: admin }], ['open']],
    ['closing solves it', [{ part_type: 'close', author: admin, body: 'x' }], ['open', 'solved']],
    [
      'a customer’s word opens it, whether Intercom says so',
      [{ part_type: 'close' }, { part_type: 'open', author: user, body: 'x' }],
      ['open', 'solved', 'open'],
    ],
    ['or not', [{ part_type: 'close' }, { author: user }], ['open', 'solved', 'open']],
    ['an agent’s afterthought does not', [{ part_type: 'close' }, { author: admin }], ['open', 'solved']],
    [
      'snoozing holds it until the time has come',
      [
        { part_type: 'snoozed', author: admin },
        { part_type: 'timer_unsnooze', author: bot },
      ],
      ['open', 'hold', 'open'],
    ],
    [
      'of assignments, those to a person count',
      [
        { part_type: 'assignment', assigned_to: { type: 'team', id: '51' } },
        { part_type: 'assignment', assigned_to: { type: 'nobody_admin', id: null } },
        { part_type: 'default_assignment', assigned_to: { type: 'admin', id: '11' } },
      ],
      ['open', '11'],
    ],
    [
      'reopening and assigning in one',
      [{ part_type: 'close' }, { part_type: 'assign_and_reopen', assigned_to: { type: 'admin', id: '12' } }],
      ['open', 'solved', 'open'],
    ],
  ])('%s', (_, parts, expected) => {
    expect(statuses({}, parts)).toEqual(expected);
  });

  test('is put in order of time', () => {
    const parts = [
      { part_type: 'open', created_at: 1300, author: admin },
      { part_type: 'close', created_at: 1200 },
    ];
    expect(read({}, parts).ticket_moves.map(({ at, status }) => [at, status])).toEqual([
      [1000, 'open'],
      [1200, 'solved'],
      [1300, 'open'],
    ]);
  });

  test('begins with the customer’s first word where something was sent to them', () => {
    const sent = { source: { type: 'email', author: admin }, first_contact_reply: { created_at: 1500 } };
    const { ticket, ticket_moves } = read(sent, [{ created_at: 1500, author: user }]);
    expect(ticket?.created_at).toBe(1500);
    expect(ticket_moves[0]).toMatchObject({ at: 1500, by: 'agent' });
    expect(read({ ...sent, first_contact_reply: null }).ticket?.created_at).toBe(1000);
  });
});

describe('a conversation', () => {
  test.each([
    ['open', [], 'open'],
    ['open', [{ author: admin }], 'pending'],
    ['snoozed', [], 'hold'],
    ['closed', [], 'solved'],
  ])('that is %s after %j is %s', (state, parts, status) => {
    expect(read({ state }, parts).ticket?.status).toBe(status);
  });

  test.each([
    ['conversation', 'chat'],
    ['email', 'email'],
    ['instagram', 'social'],
    ['whatsapp', 'messaging'],
    ['phone_call', 'phone'],
  ])('by %s came by %s', (type, channel) => {
    expect(read({ source: { type } }).ticket?.channel).toBe(channel);
  });

  test('in a state not known is counted', () => {
    const { ticket, unmapped } = read({ state: 'archived' });
    expect(ticket?.status).toBe('other');
    expect(unmapped).toEqual({ 'tickets.status: "archived"': 1 });
  });

  test('by a way not known is counted', () => {
    const { ticket, unmapped } = read({ source: { type: 'fax' } });
    expect(ticket?.channel).toBe('other');
    expect(unmapped).toEqual({ 'tickets.channel: "fax"': 1 });
  });

  test.each([
    ['asked for and not given', { rating: null, created_at: 1500 }, { sent_at: 1500, answered_at: null, score: null }],
    [
      'given',
      { rating: 4, remark: 'x', created_at: 1500, updated_at: 1600, teammate: { id: 11 } },
      { sent_at: 1500, answered_at: 1600, score: 4, scale_max: 5, comment: 'x', agent: '11', team: 'Billing' },
    ],
  ])('whose rating was %s', (_, conversation_rating, expected) => {
    expect(read({ conversation_rating }).surveys).toMatchObject([{ id: '1', ticket: '1', ...expected }]);
  });

  test('assigned to 0 is assigned to nobody', () => {
    expect(read({ admin_assignee_id: 0 }).ticket?.agent).toBeNull();
    expect(read({ admin_assignee_id: 11 }).ticket?.agent).toBe('11');
  });
});

test.each([
  ['answered', { answered_at: 1040, ended_at: 1340 }, { is_answered: true, wait_seconds: 40, talk_seconds: 300 }],
  ['missed', { ended_at: 1075 }, { is_answered: false, wait_seconds: 75, talk_seconds: null }],
  ['ringing', {}, { is_answered: null, wait_seconds: null, talk_seconds: null }],
  ['under way', { answered_at: 1040 }, { is_answered: true, wait_seconds: 40, talk_seconds: null }],
  [
    'told in ISO 8601',
    { initiated_at: '1970-01-01T00:16:40Z', ended_at: '1970-01-01T00:17:40Z' },
    { at: 1000, is_answered: false, wait_seconds: 60 },
  ],
])('a call that was %s', (_, fields, expected) => {
  const call = foreignCall.parse({ id: 9, direction: 'inbound', initiated_at: 1000, ...fields });
  expect(toCall(call)).toMatchObject({ id: '9', direction: 'in', ...expected });
});
