import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from '../../src/commands/parse.ts';
import { vocabulary } from '../../src/commands/vocabulary.ts';

const project = join(import.meta.dirname, '../..');
const documents = [
  'README.md',
  ...readdirSync(join(project, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const clock = { now: 1_795_000_000, timezone: 'Europe/Athens', weekStart: 'monday' } as const;

test.each(documents)('%s links to files that are there', (name) => {
  const text = readFileSync(join(project, name), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) =>
    join(project, dirname(name), link ?? ''),
  );
  expect(links.filter((link) => !existsSync(link))).toEqual([]);
});

test('what the README says one can ask is understood', () => {
  const text = readFileSync(join(project, 'README.md'), 'utf8');
  const asked = [...text.matchAll(/`\/kpi ([^`…]+)`/g)].map(([, words]) => words ?? '');
  expect(asked.length).toBeGreaterThan(5);
  for (const words of asked) expect(parse(words, vocabulary, clock).kind, words).toBe('command');
});

test('what docs/commands.md says of other languages is understood', () => {
  const text = readFileSync(join(project, 'docs/commands.md'), 'utf8');
  const phrases = [...text.slice(text.indexOf('## Other languages')).matchAll(/`(\P{ASCII}[^`]+)`/gu)].map(
    ([, words]) => words ?? '',
  );
  expect(phrases).toHaveLength(4);
  for (const words of phrases) expect(parse(words, vocabulary, clock), words).toMatchObject({ name: 'metric' });
});
