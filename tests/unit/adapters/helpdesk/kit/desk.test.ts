import { expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../../../src/adapters/helpdesk/kit/clock.ts';
import { openDesk } from '../../../../../src/adapters/helpdesk/kit/desk.ts';
import { defineStream, noCursor } from '../../../../../src/adapters/helpdesk/kit/stream.ts';
import type { Batch } from '../../../../../src/helpdesk.ts';

interface Context {
  /** What was asked for, in its order. */
  readonly asked: string[];
}

const agents = defineStream({
  name: 'agents',
  cursor: noCursor,
  async *read(_, { asked }: Context) {
    asked.push('agents');
    yield { facts: { agents: [] }, cursor: undefined };
  },
});

const tickets = defineStream({
  name: 'tickets',
  cursor: z.strictObject({ page: z.int() }).default({ page: 1 }),
  async *read(start, { asked }: Context) {
    for (let { page } = start; page <= 2; page += 1) {
      asked.push(`tickets ${page}`);
      yield { facts: { tickets: [] }, cursor: { page: page + 1 } };
    }
  },
});

const calls = defineStream({
  name: 'calls',
  cursor: z.strictObject({ since: z.int() }).default({ since: 0 }),
  async *read({ since }, { asked }: Context) {
    asked.push(`calls ${since}`);
    yield { facts: { calls: [] }, cursor: { since: 9 } };
  },
});

const earlier = z
  .strictObject({ version: z.literal(1), page: z.int() })
  .transform(({ page }) => ({ version: 2, tickets: { page } }));

function open({
  streams = [agents, tickets, calls],
  ...others
}: Partial<Parameters<typeof openDesk<Context>>[0]> = {}) {
  const asked: string[] = [];
  const desk = openDesk<Context>({
    name: 'acme',
    kind: 'zendesk',
    title: 'Zendesk',
    clock: systemClock,
    streams,
    open: () => ({ asked }),
    examination: () => ({ greet: () => Promise.reject(new Error('not asked')), rights: () => [] }),
    ...others,
  });
  return { desk, asked };
}

async function read(pages: AsyncIterable<Batch>): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of pages) batches.push(batch);
  return batches;
}

const { signal } = new AbortController();

test('streams are read in their order, and each page carries where all of them stand', async () => {
  const { desk, asked } = open();
  const batches = await read(desk.pull(null, signal));
  expect(asked).toEqual(['agents', 'tickets 1', 'tickets 2', 'calls 0']);
  expect(batches.map(({ cursor }) => JSON.parse(cursor) as unknown)).toEqual([
    { version: 1, tickets: { page: 1 }, calls: { since: 0 } },
    { version: 1, tickets: { page: 2 }, calls: { since: 0 } },
    { version: 1, tickets: { page: 3 }, calls: { since: 0 } },
    { version: 1, tickets: { page: 3 }, calls: { since: 9 } },
    { version: 1, tickets: { page: 3 }, calls: { since: 9 } },
  ]);
  expect(batches.map(({ isLast }) => isLast === true)).toEqual([false, false, false, false, true]);
});

test('a stream goes on from its own cursor', async () => {
  const { desk, asked } = open();
  await read(desk.pull('{"version":1,"tickets":{"page":2},"calls":{"since":9}}', signal));
  expect(asked).toEqual(['agents', 'tickets 2', 'calls 9']);
});

test('a stream that came later begins anew, and the others go on', async () => {
  const { desk, asked } = open();
  await read(desk.pull('{"version":1,"tickets":{"page":2}}', signal));
  expect(asked).toEqual(['agents', 'tickets 2', 'calls 0']);
});

test('a cursor of an earlier version is read by its own shape', async () => {
  const { desk, asked } = open({ version: 2, earlier });
  const batches = await read(desk.pull('{"version":1,"page":2}', signal));
  expect(asked).toEqual(['agents', 'tickets 2', 'calls 0']);
  expect(batches.at(-1)?.cursor).toBe('{"version":2,"tickets":{"page":3},"calls":{"since":9}}');
});

test.each([
  ['no JSON', 'page 7'],
  ['another shape', '{"version":1,"tickets":{"page":"2"}}'],
  ['another kind of desk', '{"version":1,"contacts":{"page":2}}'],
  ['a later version', '{"version":3,"tickets":{"page":2}}'],
])('a cursor that is %s is refused, and nothing is asked', async (_, cursor) => {
  const { desk, asked } = open({ version: 2, earlier });
  await expect(read(desk.pull(cursor, signal))).rejects.toMatchObject({ code: 'unreadable-cursor' });
  expect(asked).toEqual([]);
});

test('an aborted pull ends without a last batch', async () => {
  const stop = new AbortController();
  const failing = defineStream({
    name: 'calls',
    cursor: noCursor,
    async *read(_, { asked }: Context) {
      asked.push('calls');
      stop.signal.throwIfAborted();
      yield { facts: {}, cursor: undefined };
    },
  });
  const { desk } = open({ streams: [agents, failing] });
  const batches: Batch[] = [];
  for await (const batch of desk.pull(null, stop.signal)) {
    batches.push(batch);
    stop.abort();
  }
  expect(batches.map(({ isLast }) => isLast)).toEqual([undefined]);
});
