import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Card } from '../../../src/chat.ts';
import { UpstreamError } from '../../../src/errors.ts';
import { nudge } from '../../../src/jobs/nudges/index.ts';
import { nudgeSettings } from '../../../src/jobs/settings.ts';
import { listMessages } from '../../../src/store/outbox/messages.ts';
import { openChatServer, type ChatServer } from '../../helpers/chat-server.ts';
import { httpChat } from '../../helpers/http-chat.ts';
import { at, fill, startStore, type SomeFacts } from '../../helpers/store.ts';
import { openBench, type Bench } from '../../helpers/tools.ts';

const now = at('2026-11-19T12:00:00+02:00');
const minutes = 60;

let server: ChatServer;
let store: Awaited<ReturnType<typeof startStore>>;

beforeEach(async () => {
  server = await openChatServer();
  store = await startStore();
  server.people.set('ana@acme.example', 'D-ana').set('bo@acme.example', 'D-bo');
  await fill(store, {
    agents: [
      { id: 'a1', email: 'Ana@acme.example' },
      { id: 'a2', email: 'bo@acme.example' },
      { id: 'a3', email: 'nobody@acme.example' },
      { id: 'a4' },
    ],
  });
});

afterEach(async () => {
  await store[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

function open(settings: z.input<typeof nudgeSettings> = {}, more: Partial<Bench> = {}): Bench {
  const chats = [httpChat({ platform: 'test', url: server.url, canFind: true })];
  const bench = openBench({ store, time: now, chats, nudges: nudgeSettings.parse(settings), ...more });
  return bench;
}

/** A ticket of an agent with one clock that runs out in some minutes. */
function due(
  id: string,
  inMinutes: number,
  change: { agent?: string; ticket?: object; clock?: object } = {},
): SomeFacts {
  const { agent = 'a1', ticket, clock } = change;
  return {
    tickets: [{ id, subject: `Ticket ${id}`, status: 'open', agent, created_at: now - 3600, updated_at: 1, ...ticket }],
    sla_clocks: [
      { ticket: id, kind: 'resolution', started_at: now - 3600, target_at: now + inMinutes * minutes, ...clock },
    ],
  };
}

async function look(bench: Bench): Promise<void> {
  await bench.run(nudge, {});
  await bench.drain();
}

function titles({ blocks }: Card): string[] {
  return blocks.flatMap((block) => (block.type === 'items' ? block.items.map(({ title }) => title) : []));
}

test('each agent gets one message with all their tickets, soonest first', async () => {
  for (const facts of [due('1', 25), due('2', 10), due('3', 20, { agent: 'a2' })]) await fill(store, facts);
  await look(open());
  expect(server.posts.map(({ conversation, card }) => [conversation, titles(card)])).toEqual([
    ['D-ana', ['Ticket 2', 'Ticket 1']],
    ['D-bo', ['Ticket 3']],
  ]);
});

test('a clock is told of once in each stage, even to those who look at once', async () => {
  await fill(store, due('1', 100));
  const bench = open({ before: ['2h', '30m'] });
  await Promise.all([bench.run(nudge, {}), bench.run(nudge, {})]);
  await bench.drain();
  await look(bench);
  expect(server.posts).toHaveLength(1);
  bench.time += 70 * minutes;
  await look(bench);
  bench.time += 1 * minutes;
  await look(bench);
  expect(server.posts).toHaveLength(2);
});

test('a clock seen late is told of once, not once for each stage it missed', async () => {
  await fill(store, due('1', 20));
  const bench = open({ before: ['2h', '30m'] });
  await look(bench);
  bench.time += 1 * minutes;
  await look(bench);
  expect(server.posts).toHaveLength(1);
});

test('a ticket that joins later comes alone', async () => {
  await fill(store, due('1', 25));
  const bench = open();
  await look(bench);
  await fill(store, due('2', 20));
  await look(bench);
  expect(server.posts.map(({ card }) => titles(card))).toEqual([['Ticket 1'], ['Ticket 2']]);
});

test('a ticket passed on to somebody else is told to them as well', async () => {
  await fill(store, due('1', 25));
  const bench = open();
  await look(bench);
  await fill(store, due('1', 25, { agent: 'a2', ticket: { updated_at: 2 } }));
  await look(bench);
  expect(server.posts.map(({ conversation }) => conversation)).toEqual(['D-ana', 'D-bo']);
});

test.each([
  ['has stopped', { clock: { stopped_at: now } }],
  ['is paused', { clock: { is_paused: true } }],
  ['has no target', { clock: { target_at: null } }],
  ['has run out', { clock: { target_at: now } }],
  ['runs out later than told of', { clock: { target_at: now + 31 * minutes } }],
  ['is of a solved ticket', { ticket: { status: 'solved', solved_at: now } }],
  ['is of a ticket solved by its date only', { ticket: { status: null, solved_at: now } }],
  ['is of nobody', { ticket: { agent: null } }],
  ['is of somebody without an address', { agent: 'a4' }],
])('nobody is told of a clock that %s', async (_, change) => {
  await fill(store, due('1', 25, change));
  await look(open());
  expect(await listMessages(store)).toEqual([]);
});

test('nobody is told of a deleted ticket', async () => {
  await fill(store, due('1', 25));
  await fill(store, {}, { deleted: [{ id: '1', at: now }] });
  await look(open());
  expect(await listMessages(store)).toEqual([]);
});

test('a ticket reopened after it was solved counts as unsolved', async () => {
  await fill(store, due('1', 25, { ticket: { status: 'open', solved_at: now - 60 } }));
  await look(open());
  expect(server.posts).toHaveLength(1);
});

test('nobody is told anything while nudges are off', async () => {
  await fill(store, due('1', 25));
  await look(open({ enabled: false }));
  expect(server.attempts).toBe(0);
});

describe('in quiet hours', () => {
  test('nobody is written to; what still matters comes when they end', async () => {
    const bench = open({ before: ['2h'], quiet: '11:30-12:30' });
    await fill(store, due('1', 20));
    await fill(store, due('2', 60));
    await look(bench);
    bench.time += 29 * minutes;
    await look(bench);
    expect(server.attempts).toBe(0);
    bench.time += 1 * minutes;
    await look(bench);
    expect(server.posts.map(({ card }) => titles(card))).toEqual([['Ticket 2']]);
  });

  test('a message that was planned before waits for their end', async () => {
    const bench = open({ before: ['2h'], quiet: '12:01-12:30' });
    await fill(store, due('1', 60));
    server.next.push({ status: 429, retryAfter: 60 });
    await look(bench);
    bench.time += 2 * minutes;
    await bench.wake('deliver', { key: (await listMessages(store))[0]?.key });
    await bench.drain();
    expect(await listMessages(store)).toMatchObject([{ state: 'RETRY_AT', retry_at: now + 30 * minutes }]);
  });
});

describe('just before it is sent, a nudge', () => {
  async function plan(...facts: SomeFacts[]): Promise<Bench> {
    for (const some of facts) await fill(store, some);
    const bench = open();
    await bench.run(nudge, {});
    return bench;
  }

  test('is dropped when its clock has stopped', async () => {
    const bench = await plan(due('1', 25));
    await fill(store, due('1', 25, { clock: { stopped_at: now } }));
    await bench.drain();
    expect(await listMessages(store)).toMatchObject([{ state: 'GAVE_UP', error: 'no longer needed' }]);
    expect(server.attempts).toBe(0);
  });

  test('leaves out the tickets that are done with', async () => {
    const bench = await plan(due('1', 25), due('2', 20));
    await fill(store, due('2', 20, { ticket: { status: 'solved', updated_at: 2 } }));
    await bench.drain();
    expect(server.posts.map(({ card }) => titles(card))).toEqual([['Ticket 1']]);
  });

  test('says how long there is from now on', async () => {
    const bench = await plan(due('1', 25));
    bench.time += 5 * minutes;
    await bench.drain();
    expect(server.posts[0]?.card.blocks[1]).toMatchObject({
      items: [{ detail: 'resolution due 12:25 (in 20 min), ticket 1' }],
    });
  });

  test('is given up when the breach has come', async () => {
    const bench = await plan(due('1', 25));
    bench.time += 25 * minutes;
    await bench.drain();
    expect(await listMessages(store)).toMatchObject([{ state: 'GAVE_UP' }]);
    expect(server.attempts).toBe(0);
  });
});

describe('an agent', () => {
  test('whom no chat knows is noted once a day, by id', async () => {
    await fill(store, due('1', 25, { agent: 'a3' }));
    const bench = open({ before: ['2d'] });
    const noted = () => bench.lines.filter(({ msg }) => msg === 'no chat knows this agent');
    await look(bench);
    await look(bench);
    expect(noted()).toMatchObject([{ desk: 'acme', agent: 'a3', unlocated: 1 }]);
    expect(JSON.stringify(bench.lines)).not.toContain('nobody@acme.example');
    server.people.set('nobody@acme.example', 'D-late');
    await fill(store, due('2', 26 * 60, { agent: 'a3' }));
    bench.time += 24 * 60 * minutes;
    await look(bench);
    expect(server.posts).toMatchObject([{ conversation: 'D-late' }]);
  });

  test('is written to where they are found first', async () => {
    await fill(store, due('1', 25));
    const [second] = open().chats;
    if (!second) throw new Error('no chat');
    const first = { ...second, platform: 'empty', locate: () => Promise.resolve(undefined) };
    await look(open({}, { chats: [first, second] }));
    expect(await listMessages(store)).toMatchObject([{ platform: 'test', conversation: 'D-ana' }]);
  });

  test('is looked up again in a minute when a chat could not tell', async () => {
    await fill(store, due('1', 25));
    const bench = open();
    const [chat] = bench.chats;
    if (!chat) throw new Error('no chat');
    let isDown = true;
    const failing = {
      ...chat,
      locate: (email: string) =>
        isDown ? Promise.reject(new UpstreamError('Test', 'down', { reason: 'unavailable' })) : chat.locate(email),
    };
    const other = open({}, { chats: [failing] });
    await look(other);
    expect(server.posts).toHaveLength(0);
    isDown = false;
    await look(other);
    expect(server.posts).toHaveLength(1);
  });
});
