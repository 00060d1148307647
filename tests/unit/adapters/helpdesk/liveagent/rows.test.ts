import { describe, expect, test } from 'vitest';
import { foreignCall, toCall } from '../../../../../src/adapters/helpdesk/liveagent/calls.ts';
import { contactRow } from '../../../../../src/adapters/helpdesk/liveagent/contacts.ts';
import { moveRow } from '../../../../../src/adapters/helpdesk/liveagent/history.ts';
import { foreignRating, toSurvey } from '../../../../../src/adapters/helpdesk/liveagent/ratings.ts';
import { foreignTicket, readWithdrawal, toTicket } from '../../../../../src/adapters/helpdesk/liveagent/ticket.ts';
import { openUnmapped } from '../../../../../src/adapters/helpdesk/kit/unmapped.ts';

const names = {
  agents: [],
  skippedAgents: [],
  hasLevels: false,
  department: (id: string | null) => (id === 'd1' ? 'Billing' : null),
  teamOf: () => null,
  isAgent: () => false,
  agentOf: (email: string | null) => (email === 'ana@example.com' ? '11' : null),
  tag: (id: string) => (id === 't1' ? 'refund' : id),
  organizationOf: (contact: string | null) => (contact === '31' ? 'Initech' : null),
  learn: () => Promise.resolve(),
};

const nine = Date.parse('2026-03-02T09:00:00Z') / 1000;
const row = {
  id: 'ab12',
  status: 'C',
  channel_type: 'E',
  date_created: '2026-03-02 09:00:00',
  date_changed: '2026-03-02 09:30:00',
};

function ticket(fields: object, unmapped = openUnmapped()) {
  const url = 'https://acme.ladesk.com';
  return toTicket(foreignTicket.parse({ ...row, ...fields }), { url, names, unmapped, handleSeconds: null });
}

describe('a ticket', () => {
  test('has the names of what it belongs to, and its last change as its version', () => {
    const fields = { departmentid: 'd1', agentid: '11', owner_contactid: '31', tags: ['t1', 't2'], subject: '' };
    expect(ticket(fields)).toMatchObject({
      id: 'ab12',
      subject: null,
      url: 'https://acme.ladesk.com/agent/#Conversation;id=ab12',
      team: 'Billing',
      agent: '11',
      customer: '31',
      organization: 'Initech',
      tags: ['refund', 't2'],
      created_at: nine,
      updated_at: nine + 1800,
      priority: null,
      handle_seconds: null,
    });
  });

  test.each([
    ['I', 'new'],
    ['N', 'new'],
    ['C', 'open'],
    ['T', 'open'],
    ['P', 'open'],
    ['A', 'pending'],
    ['W', 'hold'],
    ['R', 'solved'],
    ['L', 'closed'],
  ])('in status %s is %s', (status, ours) => {
    expect(ticket({ status }).status).toBe(ours);
  });

  test.each([
    ['E', 'email'],
    ['B', 'chat'],
    ['I', 'chat'],
    ['M', 'web'],
    ['C', 'phone'],
    ['W', 'click_to_call'],
    ['F', 'social'],
    ['T', 'social'],
    ['Q', 'knowledge_base'],
    [null, null],
  ])('by channel %s came by %s', (channel_type, ours) => {
    expect(ticket({ channel_type }).channel).toBe(ours);
  });

  test('of letters that are none of these is other, and they are counted', () => {
    const unmapped = openUnmapped();
    expect(ticket({ status: '9', channel_type: 'V' }, unmapped)).toMatchObject({ status: 'other', channel: 'other' });
    expect(unmapped.counts()).toEqual({ 'tickets.status: "9"': 1, 'tickets.channel: "V"': 1 });
  });

  test.each([
    ['deleted', { id: 'ab12', status: 'X', date_changed: '2026-03-02 09:30:00' }, { id: 'ab12', at: nine + 1800 }],
    ['spam', { id: 'ab12', status: 'B', date_deleted: '2026-03-02 09:30:00' }, { id: 'ab12', at: nine + 1800 }],
    ['open', row, undefined],
    ['deleted nobody knows when', { id: 'ab12', status: 'X' }, undefined],
  ])('that is %s: whether it is gone', (_, foreign, gone) => {
    expect(readWithdrawal(foreign)).toEqual(gone);
  });
});

describe('a row of the history', () => {
  const stretch = { id: '7', conversation_id: 'ab12', agent_id: '11', status: 'A', date_from: '2026-03-02 09:00:00' };

  test('is the move that began it', () => {
    expect(moveRow(openUnmapped()).parse(stretch)).toEqual({
      id: 'history 7',
      ticket: 'ab12',
      at: nine,
      seq: null,
      by: null,
      status: 'pending',
      agent: '11',
    });
  });

  test.each(['X', 'B'])('in status %s moves the ticket nowhere', (status) => {
    expect(moveRow(openUnmapped()).parse({ ...stretch, status }).status).toBeNull();
  });
});

describe('a call', () => {
  const call = { id: '9', ticket_id: 'ab12', type: 'I', date_created: '2026-03-02 09:00:00' };
  const [answered, finished] = ['2026-03-02 09:00:40', '2026-03-02 09:05:40'];

  test.each([
    [
      'answered',
      { date_answered: answered, date_finished: finished },
      { is_answered: true, wait_seconds: 40, talk_seconds: 300 },
    ],
    ['missed', { date_finished: answered }, { is_answered: false, wait_seconds: 40, talk_seconds: null }],
    ['ringing', {}, { is_answered: false, wait_seconds: null, talk_seconds: null }],
    ['going on', { date_answered: answered }, { is_answered: true, wait_seconds: 40, talk_seconds: null }],
    ['made by an agent', { type: 'O', date_answered: answered }, { direction: 'out' }],
  ])('%s', (_, fields, expected) => {
    const read = toCall(foreignCall.parse({ ...call, ...fields }));
    expect(read).toMatchObject({
      channel: 'phone',
      at: nine,
      ticket: 'ab12',
      agent: null,
      hold_seconds: null,
      ...expected,
    });
  });
});

describe('a rating', () => {
  const rating = { id: '8', datecreated: '2026-03-02 02:00:00', agentEmail: 'ana@example.com', rankingType: 'R' };

  test.each([
    ['R', 1],
    ['W', 1],
    ['P', 0],
  ])('%s counts %s of 1, at its instant in the account’s zone', (rankingType, score) => {
    const read = toSurvey(foreignRating.parse({ ...rating, rankingType }), { names, timezone: 'America/Phoenix' });
    expect(read).toMatchObject({ kind: 'csat', score, scale_min: 0, scale_max: 1, answered_at: nine, agent: '11' });
  });
});

describe('a contact', () => {
  const contact = {
    id: '31',
    date_created: '2026-03-02 09:00:00',
    system_name: 'Visitor 7',
    emails: ['a@x.example', 'b@x.example'],
  };

  test.each([
    ['both names', { firstname: 'Eva', lastname: 'Lind' }, 'Eva Lind'],
    ['one name', { firstname: '', lastname: 'Lind' }, 'Lind'],
    ['none', {}, 'Visitor 7'],
  ])('with %s', (_, fields, name) => {
    expect(contactRow(names).parse({ ...contact, ...fields })).toMatchObject({
      name,
      email: 'a@x.example',
      organization: 'Initech',
      started_at: nine,
    });
  });
});
