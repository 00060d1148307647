import { describe, expect, test } from 'vitest';
import { clocksOf } from '../../../../../src/adapters/helpdesk/request-tracker/clocks.ts';
import { eventsOf, type Transaction } from '../../../../../src/adapters/helpdesk/request-tracker/events.ts';
import { foreignTicket, toTicket } from '../../../../../src/adapters/helpdesk/request-tracker/ticket.ts';
import { openUnmapped } from '../../../../../src/adapters/helpdesk/kit/unmapped.ts';

const [system, ana, ben, eva, cara] = [1, 11, 12, 31, 32];
const staff = new Set([ana, ben]);
const begin = Date.parse('2026-03-02T09:00:00Z') / 1000;

interface Minute {
  at: number;
  by: number;
  type: string;
  from?: string;
  to?: string;
}

/** What happened, minute by minute after nine. */
function history(...minutes: Minute[]): Transaction[] {
  return minutes.map(({ at, by, type, from = '', to = '' }, index) => {
    const [Type = '', Field = ''] = type.split(' ');
    const event = { id: 100 + index, ObjectId: 7, Created: begin + at * 60, Creator: { id: by } };
    return { ...event, Type, Field, OldValue: from, NewValue: to };
  });
}

function ticket(fields: object = {}) {
  return foreignTicket.parse({
    id: 7,
    Subject: 'Late',
    Status: 'open',
    Priority: '50',
    Queue: { Name: 'Returns' },
    Owner: { id: ana },
    Requestor: [{ type: 'user', id: eva, Organization: 'Initech' }],
    Created: '2026-03-02T09:00:00Z',
    LastUpdated: '2026-03-02T12:00:00Z',
    Resolved: '1970-01-01T00:00:00Z',
    Due: '1970-01-01T00:00:00Z',
    SLA: 'standard',
    TimeWorked: '0',
    ...fields,
  });
}

describe('who said what', () => {
  test.each<[string, Minute, object]>([
    ['an agent', { at: 1, by: ana, type: 'Correspond' }, { by: 'agent', agent: '11', is_public: true }],
    ['the customer', { at: 1, by: eva, type: 'Correspond' }, { by: 'customer', agent: null, is_public: true }],
    ['somebody in copy', { at: 1, by: cara, type: 'Correspond' }, { by: 'customer', agent: null, is_public: true }],
    ['a rule', { at: 1, by: system, type: 'Correspond' }, { by: 'automation', agent: null, is_public: true }],
    ['an agent’s note', { at: 1, by: ben, type: 'Comment' }, { by: 'agent', agent: '12', is_public: false }],
    ['an agent who asked', { at: 1, by: ben, type: 'Correspond' }, { by: 'customer', agent: null, is_public: true }],
  ])('%s', (who, minute, expected) => {
    const requestors = new Set(who === 'an agent who asked' ? [ben] : [eva]);
    const { replies, moves } = eventsOf(ticket(), history(minute), { staff, requestors, unmapped: openUnmapped() });
    expect(replies).toEqual([{ id: '100', ticket: '7', at: begin + 60, waited_seconds: null, ...expected }]);
    expect(moves).toEqual([]);
  });
});

describe('moves', () => {
  test.each<[string, Minute, object | undefined]>([
    ['the creation', { at: 0, by: eva, type: 'Create' }, { by: 'customer', status: 'open', agent: '11' }],
    [
      'a status',
      { at: 0, by: ana, type: 'Status Status', from: 'open', to: 'stalled' },
      { by: 'agent', status: 'pending' },
    ],
    ['a refusal', { at: 0, by: ana, type: 'Status Status', from: 'new', to: 'rejected' }, { status: 'closed' }],
    ['a rule’s status', { at: 0, by: system, type: 'Status Status', from: 'new', to: 'open' }, { by: 'automation' }],
    [
      'an owner',
      { at: 0, by: ben, type: 'Set Owner', from: '6', to: '11' },
      { by: 'agent', status: null, agent: '11' },
    ],
    ['an owner taken', { at: 0, by: ana, type: 'Take Owner', from: '6', to: '11' }, { agent: '11' }],
    ['the role beside it', { at: 0, by: ben, type: 'SetWatcher Owner', from: '6', to: '11' }, undefined],
    ['nobody', { at: 0, by: ben, type: 'Untake Owner', from: '11', to: '6' }, undefined],
    ['a priority', { at: 0, by: ben, type: 'Set Priority', from: '0', to: '50' }, undefined],
  ])('%s', (_, minute, expected) => {
    const { moves } = eventsOf(ticket(), history(minute), {
      staff,
      requestors: new Set([eva]),
      unmapped: openUnmapped(),
    });
    const fixed = { id: '100', ticket: '7', at: begin, seq: 100 };
    expect(moves).toMatchObject(expected === undefined ? [] : [{ ...fixed, ...expected }]);
    expect(moves).toHaveLength(expected === undefined ? 0 : 1);
  });
});

test('a ticket is made with what the first changes say that there was before', () => {
  const changes = [
    { at: 5, by: ana, type: 'Set Owner', from: '12', to: '11' },
    { at: 6, by: ana, type: 'Status Status', from: 'new', to: 'resolved' },
    { at: 7, by: ana, type: 'Status Status', from: 'resolved', to: 'open' },
  ];
  const told = history({ at: 0, by: eva, type: 'Create' }, ...changes);
  const { moves } = eventsOf(ticket(), told, { staff, requestors: new Set([eva]), unmapped: openUnmapped() });
  expect(moves.map(({ status, agent }) => [status, agent])).toEqual([
    ['new', '12'],
    [null, '11'],
    ['solved', null],
    ['open', null],
  ]);
});

describe('reply clocks of a service level', () => {
  const created = { at: 0, by: eva, type: 'Create' };
  const due = (at: number, from: string, to: string) => ({
    at,
    by: system,
    type: 'Set Due',
    from: sql(from),
    to: sql(to),
  });
  const says = (at: number, by: number) => ({ at, by, type: 'Correspond' });
  const never = '';
  const people = { staff, requestors: new Set([eva]) };
  const clock = (kind: string, [started, target, stopped]: readonly [number, number, number | null]) => ({
    ticket: '7',
    kind,
    started_at: begin + started * 60,
    target_at: begin + target * 60,
    stopped_at: stopped === null ? null : begin + stopped * 60,
    is_paused: false,
    policy: 'standard',
  });

  test.each<[string, Minute[], object[]]>([
    ['runs while nobody has replied', [created, due(0, never, '10:00')], [clock('first_reply', [0, 60, null])]],
    [
      'stops with a reply',
      [created, due(0, never, '10:00'), says(30, ana), due(30, '10:00', '12:00')],
      [clock('first_reply', [0, 60, 30])],
    ],
    [
      'stops with the solution',
      [created, due(0, never, '10:00'), { at: 9, by: ana, type: 'Status Status', from: 'new', to: 'rejected' }],
      [clock('first_reply', [0, 60, 9])],
    ],
    [
      'is not stopped by a note',
      [created, due(0, never, '10:00'), { at: 5, by: ana, type: 'Comment' }],
      [clock('first_reply', [0, 60, null])],
    ],
    [
      'begins anew with the customer’s first message that is not answered',
      [
        created,
        due(0, never, '10:00'),
        says(30, ana),
        due(30, '10:00', never),
        says(40, eva),
        due(40, never, '10:40'),
        says(50, eva),
      ],
      [clock('first_reply', [0, 60, 30]), clock('next_reply', [40, 100, null])],
    ],
    [
      'takes the date it was created with, where that was replaced later',
      [created, says(30, ana), due(30, '09:45', '12:00')],
      [clock('first_reply', [0, 45, 30])],
    ],
    ['is none where no date was set for it', [created, says(30, ana), due(30, never, '12:00'), says(40, eva)], []],
  ])('%s', (_, minutes, expected) => {
    expect(clocksOf(ticket(), history(...minutes), people)).toEqual(expected);
  });

  test('are none without a service level, whatever date people set', () => {
    const told = history(created, due(0, never, '10:00'));
    expect(clocksOf(ticket({ SLA: '' }), told, people)).toEqual([]);
  });

  test('take the date that stands, where it never changed', () => {
    const standing = ticket({ Due: '2026-03-02T10:00:00Z' });
    expect(clocksOf(standing, history(created), people)).toEqual([clock('first_reply', [0, 60, null])]);
  });

  function sql(time: string): string {
    return time === never ? '1970-01-01 00:00:00' : `2026-03-02 ${time}:00`;
  }
});

describe('a ticket’s row', () => {
  const around = { staff, address: 'https://rt.example.com', unmapped: openUnmapped() };

  test('says what it is now', () => {
    const solved = { Status: 'resolved', Resolved: '2026-03-02T11:00:00Z', TimeWorked: '7' };
    expect(toTicket(ticket(solved), around)).toMatchObject({
      id: '7',
      subject: 'Late',
      url: 'https://rt.example.com/Ticket/Display.html?id=7',
      status: 'solved',
      priority: 'normal',
      channel: null,
      team: 'Returns',
      agent: '11',
      customer: '31',
      organization: 'Initech',
      created_at: begin,
      updated_at: begin + 3 * 3600,
      solved_at: begin + 2 * 3600,
      handle_seconds: 420,
    });
  });

  test.each([
    ['0', 'low'],
    ['49', 'low'],
    ['50', 'normal'],
    [99, 'normal'],
    ['100', 'high'],
  ])('gives the priority %s its name', (Priority, priority) => {
    expect(toTicket(ticket({ Priority }), around).priority).toBe(priority);
  });

  test('leaves out what is not there', () => {
    const bare = { Owner: { id: 6 }, Requestor: [{ type: 'group', id: 'VIPs', Organization: '' }], Subject: '' };
    const row = toTicket(ticket(bare), around);
    expect(row).toMatchObject({ subject: null, agent: null, customer: null, solved_at: null, handle_seconds: null });
  });
});
