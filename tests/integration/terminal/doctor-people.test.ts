import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openApp } from '../../../src/app.ts';
import type { App } from '../../../src/app-type.ts';
import type { Chat } from '../../../src/chat.ts';
import { readConfig } from '../../../src/config/index.ts';
import { checkAgents } from '../../../src/terminal/doctor-people.ts';
import type { Store } from '../../../src/store/store.ts';
import { openChatServer } from '../../helpers/chat-server.ts';
import { httpChat } from '../../helpers/http-chat.ts';
import { fill, startStore, type SomeFacts } from '../../helpers/store.ts';

const open = (id: string) => ({ id: `t-${id}`, status: 'open', agent: id, created_at: 1 }) as const;

function appOn(store: Store, chats: readonly Chat[] = []): App {
  const config = readConfig({ DESKPULSE_CONFIG: '/dev/null' });
  return openApp({ config, store, log: pino({ level: 'silent' }) }, { desks: [], chats });
}

/** What is found about agents who each have an unsolved ticket. */
async function found(agents: NonNullable<SomeFacts['agents']>, chats: readonly Chat[] = [], kind = 'zendesk') {
  await using store = await startStore();
  await fill(store, { agents, tickets: agents.map(({ id }) => open(id)) }, { kind });
  const [group] = await checkAgents(appOn(store, chats));
  return group?.checks.map(({ name, isOk, detail }) => [name, isOk, detail]);
}

test('agents with an e-mail address of their own are fine', async () => {
  expect(
    await found([
      { id: 'a', email: 'ana@acme.example' },
      { id: 'b', email: 'ben@acme.example' },
    ]),
  ).toEqual([['acme', true, '2 agents, each with an e-mail address']]);
});

test('who has no address is named, as no nudge reaches them', async () => {
  const checks = await found([
    { id: 'a', email: 'ana@acme.example' },
    { id: 'b', name: 'Ben Oak' },
    { id: 'c', email: '' },
  ]);
  expect(checks).toEqual([['acme', false, expect.stringMatching(/reaches them: c, Ben Oak|reaches them: Ben Oak, c/)]]);
});

test('an address that several agents of a desk share is named, whatever its letters’ case', async () => {
  const checks = await found([
    { id: 'a', name: 'Ana', email: 'Support@acme.example' },
    { id: 'b', name: 'Ben', email: 'support@acme.example' },
  ]);
  expect(checks?.[1]).toEqual([
    'acme',
    false,
    expect.stringContaining('support@acme.example belongs to several agents'),
  ]);
});

test('only those count who have something to be nudged about', async () => {
  await using store = await startStore();
  const agents = [{ id: 'solved' }, { id: 'left', is_active: false }, { id: 'idle' }];
  const tickets = [{ ...open('solved'), status: 'solved', solved_at: 2 }, open('left')] as const;
  await fill(store, { agents, tickets: [...tickets] }, { kind: 'zendesk' });
  expect(await checkAgents(appOn(store))).toEqual([]);
});

test('the sample desk’s agents are nobody', async () => {
  expect(await found([{ id: 'a' }], [], 'sample')).toBeUndefined();
});

test('whom no chat knows is named, and a chat that fails is said to', async () => {
  await using server = await openChatServer();
  server.people.set('ana@acme.example', 'D-ana');
  const chats = [httpChat({ platform: 'test', url: server.url, canFind: true })];
  const agents = [
    { id: 'a', email: 'ana@acme.example' },
    { id: 'b', email: 'ben@acme.example' },
  ];
  expect((await found(agents, chats))?.[1]).toEqual([
    'chats',
    true,
    expect.stringMatching(/no chat knows ben@acme.example \(1 of 2 agents\)/),
  ]);
  await server[Symbol.asyncDispose]();
  expect((await found(agents, chats))?.[1]?.[1]).toBe(false);
});
