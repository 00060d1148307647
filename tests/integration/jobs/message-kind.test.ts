import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { deliverOf } from '../../../src/jobs/messages/deliver.ts';
import { messageOf, type MessageKind } from '../../../src/jobs/messages/kind.ts';
import { messageKinds } from '../../../src/jobs/messages/kinds/index.ts';
import { findMessage, planMessages, type Message } from '../../../src/store/outbox/messages.ts';
import { openChatServer, type ChatServer } from '../../helpers/chat-server.ts';
import { httpChat } from '../../helpers/http-chat.ts';
import { startStore } from '../../helpers/store.ts';
import { openBench, type Bench } from '../../helpers/tools.ts';

const noon = 1_795_000_000;

interface Alert {
  readonly metric: string;
  readonly until: number;
}

let isOver: boolean;

/** A kind that nobody but this test knows. */
const alert: MessageKind<Alert> = {
  name: 'alert',
  whenUncertain: 'resend-once',
  expiresAt: ({ until }) => until,
  subject: ({ metric }) => ({ metric }),
  prepare({ card, subject }, { now }) {
    const { metric } = z.object({ metric: z.string() }).parse(subject);
    if (isOver) return Promise.resolve({ dropped: `${metric} is well again` });
    if (now() === noon) return Promise.resolve({ later: noon + 60, reason: 'not quite yet' });
    return Promise.resolve({ card: { ...card, summary: `${metric} is low` } });
  },
};
const deliver = deliverOf([...messageKinds, alert]);

let server: ChatServer;
let store: Awaited<ReturnType<typeof startStore>>;
let bench: Bench;

beforeEach(async () => {
  isOver = false;
  server = await openChatServer();
  store = await startStore();
  const blind = httpChat({ platform: 'blind', url: server.url, canFind: false });
  bench = openBench({ store, time: noon + 1, chats: [blind] });
  const message = messageOf(alert, {
    key: 'a1',
    to: { platform: 'blind', conversation: 'C1' },
    card: { summary: 'planned', blocks: [] },
    about: { metric: 'CSAT', until: noon + 3600 },
  });
  await store.transaction((tx) => planMessages(tx, [message], noon));
});

afterEach(async () => {
  await store[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function run(): Promise<Message | undefined> {
  await bench.run(deliver, { key: 'a1' });
  return await findMessage(store, 'a1');
}

describe('a kind of message that is added in one place', () => {
  test('is sent as it was prepared from what was kept with it', async () => {
    expect(await run()).toMatchObject({ kind: 'alert', state: 'SENT', expires_at: noon + 3600 });
    expect(server.posts.map(({ card }) => card.summary)).toEqual(['CSAT is low']);
  });

  test('is put off, or given up, with the reason it gives', async () => {
    bench.time = noon;
    expect(await run()).toMatchObject({ state: 'RETRY_AT', retry_at: noon + 60, error: 'not quite yet' });
    bench.time += 60;
    isOver = true;
    expect(await run()).toMatchObject({ state: 'GAVE_UP', error: 'CSAT is well again' });
    expect(server.attempts).toBe(0);
  });

  test('expires when it says so', async () => {
    bench.time = noon + 3600;
    expect(await run()).toMatchObject({ state: 'GAVE_UP', error: 'it expired before it could be sent' });
  });

  test('is recovered as it says, where the platform cannot tell whether it was posted', async () => {
    server.next.push('take-and-reset');
    expect(await run()).toMatchObject({ state: 'UNCERTAIN' });
    bench.time += 30;
    expect(await run()).toMatchObject({ state: 'SENT', is_resent: true });
    expect(server.posts.map(({ card }) => card.summary)).toEqual(['CSAT is low', 'CSAT is low (sent again)']);
  });
});

test('a message of a kind that is not known here is left alone', async () => {
  await bench.run(deliverOf(messageKinds), { key: 'a1' });
  expect(await findMessage(store, 'a1')).toMatchObject({ state: 'PLANNED', attempt: 0 });
  expect(bench.lines).toMatchObject([{ msg: 'message of an unknown kind', kind: 'alert' }]);
});
