import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { signals } from '../../../../../src/metrics/rankings/risk/signals.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../../docs/rankings.md'), 'utf8');

test('the page on rankings lists every churn signal with its weight, in order', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| ([\d.]+) \|/gm)].map(([, id, weight]) => [id, Number(weight)]);
  expect(rows).toEqual(signals.map(({ id, weight }) => [id, weight]));
});
