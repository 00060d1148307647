import { expect, test } from 'vitest';
import { languages } from '../../../src/commands/phrases/index.ts';
import { metrics } from '../../../src/metrics/index.ts';

const ids = new Set(metrics.map(({ id }) => id));

test.each(languages)('a language names metrics that are there, and no two alike: %#', (language) => {
  const named = Object.entries(language.metrics);
  expect(named.map(([id]) => id).filter((id) => !ids.has(id))).toEqual([]);
  const phrases = named.flatMap(([, all]) => all ?? []);
  expect(phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index)).toEqual([]);
});
