import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Chat } from '../../../src/chat.ts';
import { deliver } from '../../../src/jobs/messages/deliver.ts';
import {
  findMessage,
  planMessages,
  pruneMessages,
  type Message,
  type Promised,
} from '../../../src/store/outbox/messages.ts';
import { openChatServer, type ChatServer } from '../../helpers/chat-server.ts';
import { httpChat } from '../../helpers/http-chat.ts';
import { startStore } from '../../helpers/store.ts';
import { openBench, type Bench } from '../../helpers/tools.ts';

const noon = 1_795_000_000;
const promised: Promised = {
  key: 'k1',
  kind: 'digest',
  to: { platform: 'finder', conversation: 'C1' },
  card: { summary: 'hello', blocks: [{ type: 'text', text: 'hello' }] },
};

let server: ChatServer;
let store: Awaited<ReturnType<typeof startStore>>;
let bench: Bench;

beforeEach(async () => {
  server = await openChatServer();
  store = await startStore();
  bench = openBench({ store, time: noon, chats: chats(server.url) });
});

afterEach(async () => {
  await store[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** One chat that can look for a message, and one that cannot. */
function chats(url: string): Chat[] {
  return [
    httpChat({ platform: 'finder', url, canFind: true, timeout: 2000 }),
    httpChat({ platform: 'blind', url, canFind: false, timeout: 2000 }),
  ];
}

async function plan(change: Partial<Promised> = {}): Promise<void> {
  await store.transaction((tx) => planMessages(tx, [{ ...promised, ...change }], noon));
}

async function run(): Promise<Message | undefined> {
  await bench.run(deliver, { key: 'k1' });
  return await findMessage(store, 'k1');
}

test('a message is posted once, however often it is delivered', async () => {
  await plan();
  expect(await run()).toMatchObject({ state: 'SENT', message: 'm1', sent_at: noon, attempt: 1 });
  await run();
  expect(server.posts).toMatchObject([{ conversation: 'C1', key: 'k1', card: promised.card }]);
});

test('of workers that take a message at once, one posts it', async () => {
  await plan();
  await Promise.all([1, 2, 3, 4, 5].map(() => bench.run(deliver, { key: 'k1' })));
  expect(server.attempts).toBe(1);
});

test('a message that nobody promised is nothing to deliver', async () => {
  expect(await run()).toBeUndefined();
  expect(server.attempts).toBe(0);
});

test('what was posted is forgotten in the end, what is still owed is not', async () => {
  await plan();
  await run();
  await plan({ key: 'k2' });
  await pruneMessages(store, noon);
  expect(await findMessage(store, 'k1')).toMatchObject({ state: 'SENT' });
  await pruneMessages(store, noon + 1);
  expect(await findMessage(store, 'k1')).toBeUndefined();
  expect(await findMessage(store, 'k2')).toMatchObject({ state: 'PLANNED' });
});

describe('a message that was refused', () => {
  test('is posted after the time the service asked for, not before', async () => {
    await plan();
    server.next.push({ status: 429, retryAfter: 20 });
    expect(await run()).toMatchObject({ state: 'RETRY_AT', retry_at: noon + 20 });
    expect(bench.woken).toEqual([{ name: 'deliver', data: { key: 'k1' }, delaySeconds: 20 }]);
    bench.time += 19;
    expect(await run()).toMatchObject({ state: 'RETRY_AT' });
    bench.time += 1;
    expect(await run()).toMatchObject({ state: 'SENT', attempt: 2 });
  });

  test('for good is given up with the reason', async () => {
    await plan();
    server.next.push({ status: 400 });
    expect(await run()).toMatchObject({ state: 'GAVE_UP', error: 'finder: answered 400' });
  });

  test('by a chat that is not connected any more waits for somebody to connect it', async () => {
    await plan({ to: { platform: 'gone', conversation: 'C1' } });
    expect(await run()).toMatchObject({ state: 'RETRY_AT', retry_at: noon + 300 });
  });

  test('is given up once it is of no use any more', async () => {
    await plan({ expiresAt: noon + 15 });
    server.next.push({ status: 429, retryAfter: 20 });
    await run();
    bench.time += 20;
    expect(await run()).toMatchObject({ state: 'GAVE_UP', error: 'finder: answered 429' });
  });

  test('because nobody listened is certainly not posted', async () => {
    await plan();
    await server[Symbol.asyncDispose]();
    expect(await run()).toMatchObject({ state: 'RETRY_AT' });
    server = await openChatServer();
  });
});

describe('a message whose answer was lost', () => {
  test.each(['take-and-reset', 'take-and-hang'] as const)(
    'was posted, is found and is not posted again (%s)',
    async (how) => {
      await plan();
      server.next.push(how);
      expect(await run()).toMatchObject({ state: 'UNCERTAIN' });
      bench.time += 30;
      expect(await run()).toMatchObject({ state: 'SENT', message: 'm1' });
      expect(server.posts).toHaveLength(1);
    },
  );

  test.each(['hang', { status: 502 }] as const)('was not posted, and is posted unmarked (%j)', async (how) => {
    await plan();
    server.next.push(how);
    expect(await run()).toMatchObject({ state: 'UNCERTAIN' });
    bench.time += 30;
    expect(await run()).toMatchObject({ state: 'SENT', attempt: 2, is_resent: false });
    expect(server.posts).toMatchObject([{ card: promised.card }]);
  });

  test('is left alone for half a minute', async () => {
    await plan();
    server.next.push('take-and-reset');
    await run();
    bench.time += 29;
    expect(await run()).toMatchObject({ state: 'UNCERTAIN' });
    expect(server.looks).toBe(0);
  });

  test('stays uncertain while the service cannot be asked, until it is of no use any more', async () => {
    await plan({ expiresAt: noon + 3600 });
    server.next.push('take-and-reset');
    server.isBlind = true;
    await run();
    bench.time += 3599;
    expect(await run()).toMatchObject({ state: 'UNCERTAIN' });
    bench.time += 1;
    expect(await run()).toMatchObject({ state: 'GAVE_UP' });
    expect(server.posts).toHaveLength(1);
  });

  test('on a platform that cannot tell, is a digest posted once more, saying so, and then given up', async () => {
    await plan({ to: { platform: 'blind', conversation: 'C1' } });
    server.next.push('take-and-reset', 'take-and-reset');
    await run();
    bench.time += 30;
    expect(await run()).toMatchObject({ state: 'UNCERTAIN', is_resent: true });
    bench.time += 30;
    expect(await run()).toMatchObject({ state: 'GAVE_UP', error: 'nobody can tell whether it was posted' });
    expect(server.posts.map(({ card }) => card.summary)).toEqual(['hello', 'hello (sent again)']);
  });

  test('on a platform that cannot tell, is a nudge not posted twice', async () => {
    await plan({ kind: 'nudge', to: { platform: 'blind', conversation: 'C1' } });
    await store.transaction((tx) =>
      tx.run(`UPDATE outbox SET state = 'SENDING', attempt = 1, started_at = $1`, [noon]),
    );
    bench.time += 30;
    expect(await run()).toMatchObject({ state: 'GAVE_UP' });
    expect(server.attempts).toBe(0);
  });

  test('is sent when its answer comes after all, whatever was thought of it meanwhile', async () => {
    await plan();
    const [finder] = bench.chats;
    if (!finder) throw new Error('no chat');
    const slow = openBench({
      store,
      time: noon,
      chats: [
        {
          ...finder,
          async send(to, card, key) {
            await store.transaction((tx) => tx.run(`UPDATE outbox SET state = 'UNCERTAIN'`, []));
            return await finder.send(to, card, key);
          },
        },
      ],
    });
    await slow.run(deliver, { key: 'k1' });
    expect(await findMessage(store, 'k1')).toMatchObject({ state: 'SENT', message: 'm1' });
  });
});
