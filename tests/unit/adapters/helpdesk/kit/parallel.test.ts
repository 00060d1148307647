import { expect, test } from 'vitest';
import { inParallel } from '../../../../../src/adapters/helpdesk/kit/parallel.ts';

const all = Array.from({ length: 20 }, (_, index) => index);

test('results come in the order asked, a few being under way at a time', async () => {
  let [underWay, most] = [0, 0];
  const done = await inParallel(all, async (one) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    underWay -= 1;
    return one * 2;
  });
  expect(done).toEqual(all.map((one) => one * 2));
  expect(most).toBe(8);
});

test('nothing more is begun after a failure', async () => {
  const begun: number[] = [];
  const work = async (one: number) => {
    begun.push(one);
    if (one === 3) throw new Error('no');
  };
  await expect(inParallel(all, work)).rejects.toThrow('no');
  expect(begun).toHaveLength(8);
});
