import { expect, test } from 'vitest';
import { whereConnected } from '../../../../../src/adapters/helpdesk/kit/connected.ts';
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
