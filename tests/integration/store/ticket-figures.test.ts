import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Store } from '../../../src/store/store.ts';
import { fill, startStore, type SomeFacts } from '../../helpers/store.ts';

const row = z.record(z.string(), z.unknown());
const figures = `SELECT id, first_reply_at, first_reply_by, solved_at, reopens, agent_replies, customer_replies, touches, reassignments
  FROM tickets ORDER BY id`;
const spans = 'SELECT ticket, seq, from_at, to_at FROM ticket_spans ORDER BY ticket, seq';
const waits = 'SELECT id, waited_seconds FROM replies ORDER BY id';

async function read(store: Store, sql: string): Promise<unknown[]> {
  return (await store.query(sql, [], row)).map((found) => Object.values(found));
}

/** Written to by the customer at 100; solved at 700, reopened at 800 and solved for good at 900. */
const story = {
  tickets: [{ id: '1', status: 'closed', created_at: 100, updated_at: 950 }],
  ticket_moves: [
    { id: 'm1', ticket: '1', at: 100, by: 'customer', status: 'new' },
    { id: 'm2', ticket: '1', at: 150, by: 'automation', agent: 'ana' },
    { id: 'm3', ticket: '1', at: 400, by: 'agent', status: 'pending', agent: 'ben' },
    { id: 'm4', ticket: '1', at: 700, by: 'agent', status: 'solved' },
    { id: 'm5', ticket: '1', at: 800, by: 'customer', status: 'open' },
    { id: 'm6', ticket: '1', at: 900, seq: 1, by: 'agent', status: 'closed' },
    { id: 'm7', ticket: '1', at: 900, seq: 0, by: 'agent', status: 'solved' },
  ],
  replies: [
    { id: 'r1', ticket: '1', at: 110, by: 'automation', is_public: true },
    { id: 'r2', ticket: '1', at: 200, by: 'customer', is_public: true },
    { id: 'r3', ticket: '1', at: 300, by: 'agent', agent: 'ben', is_public: false },
    { id: 'r4', ticket: '1', at: 400, by: 'agent', agent: 'ana', is_public: true },
    { id: 'r5', ticket: '1', at: 450, by: 'agent', agent: 'ben', is_public: true },
    { id: 'r6', ticket: '1', at: 500, by: 'customer', is_public: true },
    { id: 'r7', ticket: '1', at: 560, by: 'customer', is_public: true },
    { id: 'r8', ticket: '1', at: 700, by: 'agent', agent: 'ana', is_public: true },
  ],
} satisfies SomeFacts;

// Touches: 300, 400, 450, 700 and 900; what an agent does in one second is one.
const told = ['1', 400, 'ana', 900, 1, 3, 3, 5, 1];
const stood = [
  ['1', 0, 100, 700],
  ['1', 1, 800, 900],
];
// Ana answered what came at 100 and 200; nothing had come between her answer and Ben's; the last waited since 500.
const waited = [
  ['r1', null],
  ['r2', null],
  ['r3', null],
  ['r4', 300],
  ['r5', null],
  ['r6', null],
  ['r7', null],
  ['r8', 200],
];

describe('a desk that sends what happened to its tickets', () => {
  test('has their figures, spans and waits worked out', async () => {
    await using store = await startStore();
    await fill(store, story);
    expect(await read(store, figures)).toEqual([told]);
    expect(await read(store, spans)).toEqual(stood);
    expect(await read(store, waits)).toEqual(waited);
  });

  test('has them alike in whatever order and pages the events come, and however often', async () => {
    await using store = await startStore();
    const events = [
      ...story.replies.map((reply): SomeFacts => ({ replies: [reply] })),
      { tickets: story.tickets },
      ...story.ticket_moves.toReversed().map((move): SomeFacts => ({ ticket_moves: [move] })),
    ];
    for (const page of [...events, ...events.toReversed()]) await fill(store, page);
    expect(await read(store, figures)).toEqual([told]);
    expect(await read(store, spans)).toEqual(stood);
    expect(await read(store, waits)).toEqual(waited);
  });

  test('has them stand over what the row of a ticket says, also when only that comes again', async () => {
    await using store = await startStore();
    await fill(store, story);
    const wrong = {
      first_reply_at: 101,
      agent_replies: 9,
      customer_replies: 9,
      touches: 9,
      reopens: 9,
      reassignments: 9,
    };
    await fill(store, { tickets: [{ ...story.tickets[0]!, updated_at: 960, solved_at: 940, ...wrong }] });
    expect(await read(store, figures)).toEqual([told]);
    expect(await read(store, spans)).toEqual(stood);
  });

  test('keeps the row’s own figures for a ticket of which no event is known', async () => {
    await using store = await startStore();
    await fill(store, { ...story, tickets: [{ id: '2', created_at: 5, solved_at: 9, reopens: 2, agent_replies: 4 }] });
    expect(await read(store, figures)).toEqual([['2', null, null, 9, 2, 4, null, null, null]]);
    expect(await read(store, spans)).toEqual([['2', -1, 5, 9]]);
  });

  test('counts nothing as 0 once the ticket is known to have no reply, and nobody as no first replier', async () => {
    await using store = await startStore();
    const move = { id: 'm', ticket: '3', at: 10, status: 'new' } as const;
    await fill(store, { replies: [], tickets: [{ id: '3', status: 'new', created_at: 10 }], ticket_moves: [move] });
    expect(await read(store, figures)).toEqual([['3', null, null, null, 0, 0, 0, 0, null]]);
    expect(await read(store, spans)).toEqual([['3', 0, 10, null]]);
  });

  test('leaves the counts of replies alone when it sends none', async () => {
    await using store = await startStore();
    const move = { id: 'm', ticket: '3', at: 20, status: 'solved' } as const;
    await fill(store, { tickets: [{ id: '3', created_at: 10, agent_replies: 2, touches: 3 }], ticket_moves: [move] });
    expect(await read(store, figures)).toEqual([['3', null, null, 20, 0, 2, null, 3, null]]);
  });

  test('takes the row’s word for a solution of which no move tells', async () => {
    await using store = await startStore();
    const ticket = { id: '3', status: 'solved', created_at: 10, solved_at: 40 } as const;
    await fill(store, { tickets: [ticket], ticket_moves: [{ id: 'm', ticket: '3', at: 10, status: 'new' }] });
    expect(await read(store, spans)).toEqual([['3', 0, 10, 40]]);
    expect((await read(store, figures))[0]).toMatchObject({ 3: 40, 4: 0 });
  });

  test('takes what the requester says for the customer’s, an agent or not', async () => {
    await using store = await startStore();
    const ticket = { id: '4', status: 'open', customer: 'ana', created_at: 100 } as const;
    const replies = [
      { id: 'own', ticket: '4', at: 150, by: 'agent', agent: 'ana', is_public: true },
      { id: 'answer', ticket: '4', at: 160, by: 'agent', agent: 'ben', is_public: true },
    ] as const;
    await fill(store, { ticket_moves: [{ id: 'm', ticket: '4', at: 100, status: 'new' }], replies: [...replies] });
    await fill(store, { tickets: [ticket] });
    expect(await read(store, figures)).toEqual([['4', 160, 'ben', null, 0, 1, 1, 1, null]]);
    expect(await read(store, waits)).toEqual([
      ['answer', 60],
      ['own', null],
    ]);
  });

  test('forgets the moves of a deleted ticket', async () => {
    await using store = await startStore();
    await fill(store, story);
    await fill(store, {}, { deleted: [{ id: '1', at: 1000 }] });
    await fill(store, { ticket_moves: story.ticket_moves });
    expect(await read(store, 'SELECT id FROM ticket_moves')).toEqual([]);
    expect(await read(store, spans)).toEqual([]);
  });
});
