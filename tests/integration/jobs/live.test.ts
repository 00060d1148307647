import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { UpstreamError } from '../../../src/errors.ts';
import type { Helpdesk, News } from '../../../src/helpdesk.ts';
import { nudge } from '../../../src/jobs/nudges/index.ts';
import { refresh } from '../../../src/jobs/sync/refresh.ts';
import { nudgeSettings } from '../../../src/jobs/settings.ts';
import { slaSettings } from '../../../src/jobs/sla/settings.ts';
import { findCursor } from '../../../src/store/facts/desks.ts';
import { listMessages } from '../../../src/store/outbox/messages.ts';
import { openChatServer, type ChatServer } from '../../helpers/chat-server.ts';
import { httpChat } from '../../helpers/http-chat.ts';
import { at, complete, fill, startStore, type SomeFacts } from '../../helpers/store.ts';
import { openBench, type Bench } from '../../helpers/tools.ts';

const now = at('2026-11-19T12:00:00+02:00');
const ticket = {
  id: '7',
  subject: 'Refund',
  status: 'open',
  agent: 'a1',
  created_at: now - 3600,
  updated_at: 10,
} as const;
const clock = { ticket: '7', kind: 'first_reply', started_at: now - 3600, target_at: now + 600 } as const;

let server: ChatServer;
let store: Awaited<ReturnType<typeof startStore>>;

beforeEach(async () => {
  server = await openChatServer();
  store = await startStore();
  server.people.set('ana@acme.example', 'D-ana');
  const agents = [{ id: 'a1', email: 'ana@acme.example' }];
  await fill(store, { agents, tickets: [ticket], sla_clocks: [clock] }, { kind: 'test', cursor: 'page 4' });
});

afterEach(async () => {
  await store[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

function open(readTicket?: Helpdesk['readTicket']): Bench {
  const helpdesk: Helpdesk = {
    name: 'acme',
    kind: 'test',
    async *pull() {},
    check: async () => [],
    ...(readTicket && { readTicket }),
  };
  const bench = openBench({
    store,
    time: now,
    chats: [httpChat({ platform: 'test', url: server.url, canFind: true })],
    desks: [{ helpdesk, everySeconds: 300 }],
    nudges: nudgeSettings.parse({}),
  });
  return bench;
}

function news(some: SomeFacts): News {
  return { facts: complete(some) };
}

async function look(bench: Bench): Promise<void> {
  await bench.run(nudge, {});
  await bench.drain();
}

const answered = news({ tickets: [{ ...ticket, updated_at: 20 }], sla_clocks: [{ ...clock, stopped_at: now - 5 }] });

describe('before a nudge', () => {
  test('the ticket is read live: who answered a moment ago is not nudged', async () => {
    const asked: string[] = [];
    await look(
      open(async (id) => {
        asked.push(id);
        return answered;
      }),
    );
    expect(asked).toEqual(['7']);
    expect(server.posts).toEqual([]);
    expect(await listMessages(store)).toMatchObject([{ state: 'GAVE_UP', error: 'no longer needed' }]);
    expect(await findCursor(store, { name: 'acme', kind: 'test' })).toBe('page 4');
  });

  test('a ticket deleted a moment ago is not nudged about', async () => {
    await look(open(async () => ({ facts: {}, deleted: [{ id: '7', at: now }] })));
    expect(server.posts).toEqual([]);
  });

  test.each([
    ['cannot show one', undefined],
    ['shows it unchanged', async () => news({})],
    [
      'fails',
      async () => {
        throw new UpstreamError('Acme', 'it answered 500', { reason: 'unavailable' });
      },
    ],
  ])('a desk that %s keeps nobody from being nudged', async (_, readTicket) => {
    await look(open(readTicket));
    expect(server.posts).toHaveLength(1);
  });

  test('a desk that asked us to back off is not asked again before', async () => {
    let asked = 0;
    const bench = open(async () => {
      asked += 1;
      throw new UpstreamError('Acme', 'too often', { reason: 'rate-limited', retryAfter: 60 });
    });
    await look(bench);
    await bench.run(refresh, { desk: 'acme', ticket: '7' });
    expect(asked).toBe(1);
    bench.time += 61;
    await bench.run(refresh, { desk: 'acme', ticket: '7' });
    expect(asked).toBe(2);
    expect(bench.lines.filter(({ msg }) => msg === 'ticket not read live')).toHaveLength(2);
  });
});

test('a ticket refreshed has its SLA clocks worked out anew, where the desk sends none', async () => {
  await fill(store, { tickets: [{ ...ticket, id: '8' }] }, { desk: 'own', kind: 'test' });
  const bench = open(async () => news({ tickets: [{ ...ticket, id: '8', first_reply_at: now - 60, updated_at: 30 }] }));
  const policy = { name: 'Gold', first_reply: '2h', hours: 'calendar' };
  const helpdesk = { ...bench.desks[0]!.helpdesk, name: 'own' };
  const levels = { schedules: [], slas: [slaSettings.parse(policy)] };
  await refresh.run({ desk: 'own', ticket: '8' }, { ...bench, levels, desks: [{ helpdesk, everySeconds: 300 }] });
  const row = z.object({ stopped_at: z.number().nullable() });
  expect(await store.query(`SELECT stopped_at FROM sla_clocks WHERE desk = 'own'`, [], row)).toEqual([
    { stopped_at: now - 60 },
  ]);
});
