import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { metrics } from '../../../src/metrics/index.ts';
import { metricChapter, metricTable, withMetrics } from '../../helpers/metric-docs.ts';

const root = `${import.meta.dirname}/../../..`;

it('the README’s table of metrics is made from the definitions', async () => {
  const readme = readFileSync(`${root}/README.md`, 'utf8');
  await expect(withMetrics(readme, metricTable(metrics))).toMatchFileSnapshot(`${root}/README.md`);
});

it('the chapters of docs/metrics.md are made from the definitions', async () => {
  const chapters = metrics.map(metricChapter).join('\n\n');
  const docs = readFileSync(`${root}/docs/metrics.md`, 'utf8');
  await expect(withMetrics(docs, `\n${chapters}\n`)).toMatchFileSnapshot(`${root}/docs/metrics.md`);
});
