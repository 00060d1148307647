import { describe, expect, test } from 'vitest';
import { openUnmapped } from '../../../../../src/adapters/helpdesk/kit/unmapped.ts';
import { eventsOf, foreignAudit, foreignTicketEvent } from '../../../../../src/adapters/helpdesk/zendesk/update.ts';

const at = Date.parse('2026-02-02T09:00:00Z') / 1000;
const [ana, eva] = [11, 31];
const rule = { channel: 'rule', source: { from: {}, to: {}, rel: 'trigger' } };

interface Told {
  by?: number | null;
  via?: unknown;
  events: readonly Record<string, unknown>[];
}

const base = { id: 900, ticket_id: 14, created_at: '2026-02-02T09:00:00Z' };

/** An update as both of Zendesk's ways to tell it come out; they must agree. */
function told({ by = ana, via = { channel: 'web', source: {} }, events }: Told) {
  const parts = events.map((event, index) => ({ id: 901 + index, ...event }));
  const audit = foreignAudit.parse({ ...base, author_id: by, via, events: parts });
  const children = parts.map(({ type, field_name, value, ...part }: Record<string, unknown>) =>
    typeof field_name === 'string'
      ? { ...part, event_type: type, [field_name]: value }
      : { ...part, type, event_type: type },
  );
  const row = foreignTicketEvent.parse({ ...base, updater_id: by, via, child_events: children });
  const unmapped = openUnmapped();
  const known = { staff: new Set([ana]), unmapped };
  const found = eventsOf(audit, known);
  expect(eventsOf(row, known)).toEqual(found);
  return { ...found, unmapped: unmapped.counts() };
}

const said = (author_id: number | null, is_public = true) => ({ type: 'Comment', author_id, public: is_public });
const set = (field_name: string, value: unknown) => ({ type: 'Create', field_name, value });
const changed = (field_name: string, value: unknown) => ({ type: 'Change', field_name, value, previous_value: 'x' });

test('what a ticket was opened with is its first move, and no reply', () => {
  const events = [said(eva), set('subject', 'Help'), set('status', 'open'), set('assignee_id', String(ana))];
  const { ticket_moves, replies } = told({ by: eva, events });
  expect(replies).toEqual([]);
  expect(ticket_moves).toEqual([{ id: '900', ticket: '14', at, seq: 0, by: 'customer', status: 'open', agent: '11' }]);
});

test('a ticket that was opened without a status was new', () => {
  expect(told({ by: eva, events: [set('priority', 'high')] }).ticket_moves).toMatchObject([
    { status: 'new', agent: null },
  ]);
});

test('what rules do to a ticket as it is opened comes after, by automation', () => {
  const events = [set('status', 'new'), { ...changed('assignee_id', 11), via: rule }];
  expect(told({ by: eva, events }).ticket_moves).toMatchObject([
    { by: 'customer', status: 'new', seq: 0 },
    { by: 'automation', status: null, agent: '11', seq: 2 },
  ]);
});

test('an answer that solves is a reply and a move of the same second', () => {
  const { ticket_moves, replies } = told({ events: [said(ana), changed('status', 'solved')] });
  expect(replies).toEqual([
    { id: '901', ticket: '14', at, by: 'agent', agent: '11', is_public: true, waited_seconds: null },
  ]);
  expect(ticket_moves).toEqual([{ id: '902', ticket: '14', at, seq: 2, by: 'agent', status: 'solved', agent: null }]);
});

describe('who wrote', () => {
  test.each([
    ['an agent', ana, undefined, 'agent'],
    ['a customer', eva, undefined, 'customer'],
    ['the system', -1, undefined, 'automation'],
    ['nobody known', null, undefined, 'automation'],
    ['a trigger in an agent’s name', ana, rule, 'automation'],
    ['a merge in an agent’s name', ana, { channel: 'web', source: { rel: 'merge' } }, 'automation'],
    ['a rule, as exports name it', ana, 'Rule', 'automation'],
    ['a merge, by its number', ana, 19, 'automation'],
    ['a customer by mail, as exports name it', eva, 'Mail', 'customer'],
    ['an agent who answers all incidents of a problem', ana, 'Linked problem', 'agent'],
  ])('%s', (_, author, via, expected) => {
    const part = { ...said(author), ...(via !== undefined && { via }) };
    expect(told({ events: [part] }).replies.map(({ by }) => by)).toEqual([expected]);
  });
});

test('a note is a reply that is not public', () => {
  expect(told({ events: [said(ana, false)] }).replies).toMatchObject([{ by: 'agent', is_public: false }]);
});

describe('what moves a ticket', () => {
  test.each([
    ['a status', [changed('status', 'pending')], [{ status: 'pending', agent: null }]],
    ['an assignee', [changed('assignee_id', 12)], [{ status: null, agent: '12' }]],
    ['no assignee any more', [changed('assignee_id', null)], [{ status: null, agent: null }]],
    [
      'two statuses, an agent’s and a rule’s',
      [changed('status', 'pending'), { ...changed('status', 'open'), via: rule }],
      [
        { by: 'agent', status: 'pending', seq: 1 },
        { by: 'automation', status: 'open', seq: 2 },
      ],
    ],
    ['its deletion, which the tickets tell', [changed('status', 'deleted')], [{ id: '900', status: null }]],
    ['a tag: an agent touched it', [changed('tags', ['vip'])], [{ id: '900', by: 'agent', status: null, agent: null }]],
    ['notifications: nothing', [{ type: 'Notification', recipients: [eva] }], []],
  ])('%s', (_, events, expected) => {
    expect(told({ events }).ticket_moves).toMatchObject(expected);
    expect(told({ events }).ticket_moves).toHaveLength(expected.length);
  });

  test('a rule’s change of a tag moves nothing', () => {
    expect(told({ by: -1, events: [changed('tags', ['vip'])] }).ticket_moves).toEqual([]);
  });
});

test('a status that is none of ours becomes other, and is counted', () => {
  const { ticket_moves, unmapped } = told({ events: [changed('status', 'parked')] });
  expect(ticket_moves).toMatchObject([{ status: 'other' }]);
  expect(unmapped).toEqual({ 'ticket_moves.status: "parked"': 2 });
});

test('parts without ids go by their places, the same each time, and an update without parts is nothing', () => {
  const events = [said(ana), changed('status', 'solved')].map((part) => ({ ...part, id: null }));
  const { ticket_moves, replies } = told({ events });
  expect([...replies, ...ticket_moves].map(({ id }) => id)).toEqual(['900-0', '900-1']);
  const empty = foreignTicketEvent.parse({ ...base, updater_id: ana, via: 'Web form' });
  expect(eventsOf(empty, { staff: new Set([ana]), unmapped: openUnmapped() })).toEqual({
    ticket_moves: [],
    replies: [],
  });
});

test('parts of unknown kinds are passed over, but a comment that does not say whether it is public is not', () => {
  const row = (part: object) => foreignTicketEvent.safeParse({ ...base, via: null, child_events: [part] });
  expect(row({ event_type: 'Novelty', id: 'x' }).success).toBe(true);
  expect(row({ event_type: 'Comment', id: 901, author_id: 11, comment_present: true }).success).toBe(false);
});
