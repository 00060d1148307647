import { expect, test } from 'vitest';
import { reconcile, type Repeat } from '../../../../src/jobs/queue/repeat.ts';

const now = 1_000_000_000;
const watch: Repeat = { name: 'watch', id: 'watch', data: {}, everySeconds: 60 };

function schedulers(...present: { key: string; every?: number; next?: number }[]) {
  const done: string[] = [];
  return {
    done,
    getJobSchedulers: () => Promise.resolve(present),
    upsertJobScheduler(id: string, { every }: { every: number }) {
      done.push(`write ${id} every ${every}`);
      return Promise.resolve();
    },
    removeJobScheduler(id: string) {
      done.push(`remove ${id}`);
      return Promise.resolve();
    },
  };
}

test.each([
  ['one that is missing is written', [], ['write watch every 60000']],
  ['one that is right is left alone', [{ key: 'watch', every: 60_000, next: now + 5 }], []],
  ['one that is a little late is left alone', [{ key: 'watch', every: 60_000, next: now - 100_000 }], []],
  ['one whose turns changed is written', [{ key: 'watch', every: 30_000, next: now + 5 }], ['write watch every 60000']],
  ['one that stopped is written', [{ key: 'watch', every: 60_000, next: now - 200_000 }], ['write watch every 60000']],
  [
    'one that nobody wants any more is removed',
    [
      { key: 'watch', every: 60_000, next: now },
      { key: 'old', every: 1, next: now },
    ],
    ['remove old'],
  ],
])('%s', async (_, present, done) => {
  const queue = schedulers(...present);
  await reconcile(queue, [watch], now);
  expect(queue.done).toEqual(done);
});

test('a desk may have any name', async () => {
  const queue = schedulers();
  await reconcile(queue, [{ ...watch, name: 'sync', id: 'acme: EU desk' }], now);
  expect(queue.done).toEqual(['write acme%3A%20EU%20desk every 60000']);
});
