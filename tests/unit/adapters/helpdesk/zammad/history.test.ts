import { describe, expect, test } from 'vitest';
import { openUnmapped } from '../../../../../src/adapters/helpdesk/kit/unmapped.ts';
import { clocksOf } from '../../../../../src/adapters/helpdesk/zammad/clocks.ts';
import { movesOf, repliesOf, tagsIn, type Entry } from '../../../../../src/adapters/helpdesk/zammad/history.ts';
import { openStates } from '../../../../../src/adapters/helpdesk/zammad/states.ts';
import { foreignTicket, toTicket } from '../../../../../src/adapters/helpdesk/zammad/ticket.ts';
import { states as rows } from '../../../../fakes/zammad/state.ts';

const [ana, ben, eva] = [11, 12, 31];
const staff = new Set([ana, ben]);
const begin = Date.parse('2026-03-02T09:00:00Z') / 1000;
const states = openStates(rows);

interface Minute extends Partial<Entry> {
  at: number;
}

/** What was recorded, minute by minute after nine. */
function recorded(...minutes: Minute[]): Entry[] {
  return minutes.map(({ at, ...entry }, index) => ({
    id: 700 + index,
    object: 'Ticket',
    o_id: 7,
    type: 'updated',
    created_at: begin + at * 60,
    created_by_id: ana,
    ...entry,
  }));
}

function ticket(fields: object = {}) {
  return foreignTicket.parse({
    id: 7,
    title: 'Late',
    state_id: 2,
    priority: '2 normal',
    group: 'Returns',
    organization: 'Initech',
    owner_id: ana,
    customer_id: eva,
    created_by_id: eva,
    create_article_type: 'email',
    created_at: '2026-03-02T09:00:00.000Z',
    updated_at: '2026-03-02T12:00:00.500Z',
    ...fields,
  });
}

describe('moves', () => {
  const creation = { id: 'created-7', ticket: '7', at: begin, seq: 0, by: 'customer' };
  const told = (row: object, ...minutes: Minute[]) =>
    movesOf(ticket(row), recorded(...minutes), { states, staff, unmapped: openUnmapped() });

  test('begin with what a ticket still is, where nothing changed', () => {
    expect(told({})).toEqual([{ ...creation, status: 'open', agent: '11' }]);
    expect(told({ owner_id: 1, created_by_id: 1 })).toEqual([
      { ...creation, by: 'automation', status: 'open', agent: null },
    ]);
  });

  test('begin with what it was before the first change', () => {
    const changes = [
      { at: 1, attribute: 'state', id_from: 1, id_to: 2 },
      { at: 2, attribute: 'owner', id_from: 1, id_to: ben },
      { at: 3, attribute: 'owner', id_from: ben, id_to: ana },
    ];
    expect(told({}, ...changes)).toMatchObject([
      { ...creation, status: 'new', agent: null },
      { id: '700', at: begin + 60, seq: 700, by: 'agent', status: 'open', agent: null },
      { id: '701', status: null, agent: '12' },
      { id: '702', status: null, agent: '11' },
    ]);
  });

  test.each<[string, Partial<Entry>, string]>([
    ['an agent', { created_by_id: ana }, 'agent'],
    ['an agent with a macro', { created_by_id: ana, sourceable_type: 'Macro' }, 'agent'],
    ['the customer', { created_by_id: eva }, 'customer'],
    ['the system', { created_by_id: 1 }, 'automation'],
    ['a trigger, as the customer', { created_by_id: eva, sourceable_type: 'Trigger' }, 'automation'],
    ['a scheduler, as an agent', { created_by_id: ana, sourceable_type: 'Job' }, 'automation'],
  ])('tell what %s did', (_, who, by) => {
    expect(told({}, { at: 1, attribute: 'state', id_from: 1, id_to: 2, ...who })[1]).toMatchObject({ by });
  });

  test('tell nothing of an owner taken away, nor of anything else', () => {
    const changes = [
      { at: 1, attribute: 'owner', id_from: ana, id_to: 1 },
      { at: 2, attribute: 'priority', id_from: 2, id_to: 3 },
      { at: 3, type: 'email', value_to: 'eva@initech.example' },
    ];
    expect(told({}, ...changes)).toHaveLength(1);
  });
});

describe('replies', () => {
  const article = (id: number, fields: object) => ({
    id,
    sender: 'Agent',
    internal: false,
    created_by_id: ana,
    created_at: begin + id,
    ...fields,
  });
  const opening = article(1, { sender: 'Customer', created_by_id: eva });

  test.each<[string, object, object]>([
    ['an agent’s answer', {}, { by: 'agent', agent: '11', is_public: true }],
    ['an agent’s note', { internal: true }, { by: 'agent', agent: '11', is_public: false }],
    ['the customer’s message', { sender: 'Customer' }, { by: 'customer', agent: null, is_public: true }],
    ['an auto-reply', { sender: 'System', created_by_id: 1 }, { by: 'automation', agent: null, is_public: true }],
    ['a rule’s note', { created_by_id: 1, internal: true }, { by: 'automation', agent: null, is_public: false }],
  ])('tell %s', (_, fields, expected) => {
    const at = begin + 2;
    expect(repliesOf(7, [article(2, fields), opening])).toEqual([
      { id: '2', ticket: '7', at, waited_seconds: null, ...expected },
    ]);
  });
});

describe('clocks', () => {
  const time = (clock: string) => `2026-03-02 ${clock}:00 UTC`;
  const set = (at: number, attribute: string, [value_from, value_to]: readonly [string, string]) => ({
    at,
    attribute,
    value_from,
    value_to,
  });
  const first = 'first_response_escalation_at';
  const clock = (
    kind: string,
    [started, target, stopped]: readonly [number, number, number | null],
    is_paused = false,
  ) => ({
    ticket: '7',
    kind,
    started_at: begin + started * 60,
    target_at: begin + target * 60,
    stopped_at: stopped === null ? null : begin + stopped * 60,
    is_paused,
    policy: null,
  });

  test.each<[string, object, Minute[], object[]]>([
    ['are none without a service level', {}, [], []],
    [
      'run',
      { [first]: '2026-03-02T10:00:00.000Z' },
      [set(0, first, ['', time('10:00')])],
      [clock('first_reply', [0, 60, null])],
    ],
    [
      'stop with the first response, their instant known from the history',
      { first_response_at: '2026-03-02T09:30:00.000Z' },
      [set(0, first, ['', time('10:00')]), set(30, first, [time('10:00'), ''])],
      [clock('first_reply', [0, 60, 30])],
    ],
    [
      'stop with the solution',
      { close_at: '2026-03-02T09:20:00.000Z' },
      [
        set(0, first, ['', time('10:00')]),
        set(0, 'close_escalation_at', ['', time('11:00')]),
        set(20, first, [time('10:00'), '']),
      ],
      [clock('first_reply', [0, 60, 20]), clock('resolution', [0, 120, 20])],
    ],
    [
      'wait while the ticket does',
      { state_id: 3 },
      [set(0, first, ['', time('10:00')]), set(5, first, [time('10:00'), ''])],
      [clock('first_reply', [0, 60, null], true)],
    ],
    [
      'begin anew with a message after the first response',
      { first_response_at: '2026-03-02T09:30:00.000Z' },
      [
        set(0, 'update_escalation_at', ['', time('09:45')]),
        set(30, 'update_escalation_at', [time('09:45'), '']),
        set(40, 'update_escalation_at', ['', time('10:40')]),
        set(50, 'update_escalation_at', [time('10:40'), '']),
        set(60, 'update_escalation_at', ['', time('11:00')]),
      ],
      [clock('next_reply', [40, 100, 50]), clock('next_reply', [60, 120, null])],
    ],
  ])('%s', (_, row, minutes, expected) => {
    expect(clocksOf(ticket(row), recorded(...minutes))).toEqual(expected);
  });
});

describe('a ticket’s row', () => {
  const told = (fields: object, unmapped = openUnmapped()) =>
    toTicket(ticket(fields), [], { states, address: 'https://help.example.com', unit: null, unmapped });

  test('says what it is now', () => {
    expect(told({ type: 'Incident' })).toMatchObject({
      id: '7',
      subject: 'Late',
      url: 'https://help.example.com/#ticket/zoom/7',
      status: 'open',
      priority: 'normal',
      type: 'incident',
      channel: 'email',
      tags: [],
      team: 'Returns',
      agent: '11',
      customer: '31',
      organization: 'Initech',
      created_at: begin,
      updated_at: begin + 3 * 3600,
      handle_seconds: null,
    });
  });

  test('counts a priority, a channel and a state that are an account’s own as other', () => {
    const unmapped = openUnmapped();
    const row = told({ priority: '9 panic', create_article_type: 'pigeon', state_id: 99 }, unmapped);
    expect(row).toMatchObject({ priority: 'other', channel: 'other', status: 'other' });
    expect(Object.keys(unmapped.counts())).toEqual([
      'tickets.status: "state 99"',
      'tickets.priority: "9 panic"',
      'tickets.channel: "pigeon"',
    ]);
  });

  test('has the tags that were added and not removed', () => {
    const tag = (type: string, value_to: string) => ({ at: 0, type, attribute: 'tag', value_to });
    expect(tagsIn(recorded(tag('added', 'a'), tag('added', 'b'), tag('removed', 'a')))).toEqual(['b']);
  });
});
