import { describe, expect, test } from 'vitest';
import { readMessages } from '../../../../../src/adapters/helpdesk/liveagent/messages.ts';

const names = {
  agents: [],
  skippedAgents: [],
  hasLevels: false,
  department: () => null,
  teamOf: () => null,
  isAgent: (user: string | null) => user === 'ana',
  agentOf: () => null,
  tag: (id: string) => id,
  organizationOf: () => null,
  learn: () => Promise.resolve(),
};

const [ana, eva, system] = ['ana', 'eva', 'system00'];

/** A group of the minute `at` after nine. */
function group(type: string, userid: string | null, at: number, more: object = {}) {
  const time = `2026-03-02 09:${String(at).padStart(2, '0')}:00`;
  return { id: `g${at}`, type, userid, status: 'V', datecreated: time, messages: [], ...more };
}

function line(id: string, userid: string | null, at: number, type = 'M') {
  return { id, userid, type, datecreated: `2026-03-02 09:${String(at).padStart(2, '0')}:00`, message: 'Hello' };
}

function said(groups: readonly object[]) {
  const { replies, moves, skipped } = readMessages(groups, { ticket: '1', names });
  expect(skipped).toEqual([]);
  const brief = replies.map(({ id, by, agent, is_public }) => [id, by, agent, is_public ? 'public' : 'private']);
  return { replies: brief, acts: moves.map(({ id, by }) => [id, by]) };
}

const customers = group('3', eva, 0);

describe('of what was written', () => {
  test.each([
    ['a customer’s e-mail', group('3', eva, 5), ['g5', 'customer', null, 'public']],
    ['an agent’s e-mail', group('4', ana, 5), ['g5', 'agent', ana, 'public']],
    ['an agent’s answer out of the panel', group('5', ana, 5), ['g5', 'agent', ana, 'public']],
    ['an e-mail of a rule', group('4', system, 5), ['g5', 'automation', null, 'public']],
    ['an e-mail sent by nobody', group('4', null, 5), ['g5', 'automation', null, 'public']],
    ['a form of nobody known', group('5', null, 5), ['g5', 'customer', null, 'public']],
    ['a WhatsApp text', group('6', eva, 5), ['g5', 'customer', null, 'public']],
    ['a note', group('I', ana, 5), ['g5', 'agent', ana, 'private']],
    ['a rule’s note', group('U', system, 5), ['g5', 'automation', null, 'private']],
    ['what was forwarded', group('O', ana, 5), ['g5', 'agent', ana, 'private']],
  ])('%s is a reply', (_, other, reply) => {
    expect(said([customers, other])).toEqual({ replies: [reply], acts: [] });
  });

  test.each([
    ['a call', group('P', ana, 5)],
    ['what was deleted', group('3', eva, 5, { status: 'D' })],
    ['what was split off', group('3', eva, 5, { status: 'S' })],
    ['what was merged in from another ticket', group('3', eva, 5, { status: 'M' })],
    ['the mark of a merger', group('2', system, 5)],
    ['where a visitor came from', group('S', system, 5)],
    ['an answer of somebody the ticket was forwarded to', group('Q', 'somebody', 5)],
  ])('%s is no reply', (_, other) => {
    expect(said([customers, other])).toEqual({ replies: [], acts: [] });
  });
});

describe('the message that opened the ticket is no reply', () => {
  test.each([
    ['a customer’s', [customers], []],
    ['an agent’s, who wrote first', [group('4', ana, 0)], []],
    ['the earliest, in whatever order they come', [group('4', ana, 9), group('3', eva, 1)], ['agent']],
    ['the one before which a rule has answered', [group('4', system, 0), group('3', eva, 1)], ['automation']],
  ])('%s', (_, groups, authors) => {
    expect(said(groups).replies.map(([, by]) => by)).toEqual(authors);
  });

  test('and where the ticket was opened by a call, every message is one', () => {
    expect(said([group('P', eva, 0), group('4', ana, 5)]).replies).toEqual([['g5', 'agent', ana, 'public']]);
  });
});

test('each line of a chat is a message, but for the first, and for who came and went', () => {
  const lines = [
    line('a', eva, 1),
    line('b', ana, 2),
    line('c', null, 3),
    line('d', system, 4, 'S'),
    line('e', eva, 5),
  ];
  expect(said([group('C', eva, 0, { messages: lines })]).replies).toEqual([
    ['g0/b', 'agent', ana, 'public'],
    ['g0/e', 'customer', null, 'public'],
  ]);
});

test('agents’ transferring, resolving, postponing and tagging are acts of theirs; a rule’s are not', () => {
  const groups = ['T', 'R', 'J', 'G'].flatMap((type, index) => [
    group(type, ana, index),
    group(type, system, index + 10),
  ]);
  expect(said(groups)).toEqual({ replies: [], acts: ['g0', 'g1', 'g2', 'g3'].map((id) => [`act ${id}`, 'agent']) });
});

test('a group that cannot be read is named, and the others are', () => {
  const rows = [customers, group('4', ana, 5), { id: 'g7', type: '4', userid: ana, datecreated: 'yesterday' }];
  const { replies, skipped } = readMessages(rows, { ticket: '1', names });
  expect(replies).toHaveLength(1);
  expect(skipped).toEqual([{ place: 'message group g7', reason: expect.stringMatching(/^datecreated: /) as string }]);
});
