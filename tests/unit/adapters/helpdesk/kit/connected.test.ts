import { expect, test } from 'vitest';
import { ifConnected, ifThere, whereConnected } from '../../../../../src/adapters/helpdesk/kit/connected.ts';
import { UpstreamError, type UpstreamReason } from '../../../../../src/errors.ts';

async function* failing(reason: UpstreamReason) {
  yield 1;
  throw new UpstreamError('Desk', 'no', { reason });
}

async function read(pages: AsyncIterable<number>): Promise<number[]> {
  const all: number[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

test.each(['forbidden', 'not-found'] as const)('%s ends the pages quietly', async (reason) => {
  expect(await read(whereConnected(failing(reason)))).toEqual([1]);
});

test.each(['unauthorized', 'unavailable', 'rejected'] as const)('%s is a failure', async (reason) => {
  await expect(read(whereConnected(failing(reason)))).rejects.toMatchObject({ reason });
});

const refused = (reason: UpstreamReason) => Promise.reject(new UpstreamError('Desk', 'no', { reason }));

test('what an account does not have is undefined, and so is what is gone', async () => {
  expect(await ifConnected(refused('forbidden'))).toBeUndefined();
  expect(await ifConnected(refused('not-found'))).toBeUndefined();
  expect(await ifThere(refused('not-found'))).toBeUndefined();
  expect(await ifThere(Promise.resolve(1))).toBe(1);
});

test('what may not be read is not gone, and what fails is neither', async () => {
  await expect(ifThere(refused('forbidden'))).rejects.toMatchObject({ reason: 'forbidden' });
  await expect(ifConnected(refused('unavailable'))).rejects.toMatchObject({ reason: 'unavailable' });
});
