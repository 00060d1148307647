import { expect, test } from 'vitest';
import { warnings } from '../../../../src/jobs/queue/redis.ts';

test.each([
  [
    'with an append-only file and without eviction is as it should be',
    'aof_enabled:1\r\nmaxmemory_policy:noeviction\r\n',
    [],
  ],
  ['without an append-only file loses jobs in a crash', 'aof_enabled:0\r\n', ['appendonly yes']],
  ['that evicts loses jobs when it is full', 'aof_enabled:1\r\nmaxmemory_policy:allkeys-lru\r\n', ['noeviction']],
])('a Redis %s', (_, info, advice) => {
  const found = warnings(info);
  expect(found).toHaveLength(advice.length);
  for (const [index, words] of advice.entries()) expect(found[index]).toContain(words);
});
