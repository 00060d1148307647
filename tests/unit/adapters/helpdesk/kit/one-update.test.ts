import { expect, test } from 'vitest';
import { inOneUpdate } from '../../../../../src/adapters/helpdesk/kit/one-update.ts';
import { facts } from '../../../../../src/helpdesk.ts';

function told({ moves, replies, by = 'agent' }: { moves: number[]; replies: number[]; by?: string }): number[] {
  const move = (at: number, seq: number) => facts.ticket_moves.parse({ id: `m${seq}`, ticket: '7', at, seq });
  const reply = (at: number) => facts.replies.parse({ id: `r${at}`, ticket: '7', at, by });
  return inOneUpdate(
    moves.map((at, seq) => move(at, seq)),
    replies.map((at) => reply(at)),
  ).map(({ at }) => at);
}

test.each([
  ['changes sent with a message are made with it', { moves: [100, 201, 203], replies: [200] }, [100, 200, 200]],
  ['whichever was recorded first', { moves: [100, 199], replies: [200] }, [100, 200]],
  ['what was done later or earlier stays', { moves: [100, 194, 206], replies: [200] }, [100, 194, 206]],
  ['of two messages the nearer one counts', { moves: [100, 201, 202, 206], replies: [203, 200] }, [100, 200, 203, 203]],
  ['the creation stays where it is', { moves: [199, 201], replies: [200] }, [199, 200]],
  ['customers and automation update nothing', { moves: [100, 201], replies: [200], by: 'customer' }, [100, 201]],
])('%s', (_, given, expected) => {
  expect(told(given)).toEqual(expected);
});

test('what goes with a customer’s message stays, though an agent’s is near', () => {
  const reply = (at: number, by: string) => facts.replies.parse({ id: `r${at}`, ticket: '7', at, by });
  const moves = [100, 202, 203].map((at) => facts.ticket_moves.parse({ id: `m${at}`, ticket: '7', at }));
  const told = inOneUpdate(moves, [reply(200, 'agent'), reply(202, 'customer'), reply(204, 'agent')]);
  expect(told.map(({ at }) => at)).toEqual([100, 202, 203]);
});

test('keeps the order of moves', () => {
  const moves = Array.from({ length: 40 }, (_, at) => at);
  const at = told({ moves, replies: [3, 9, 10, 21, 33] });
  expect(at).toEqual(at.toSorted((a, b) => a - b));
});
