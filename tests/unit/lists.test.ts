import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { platforms } from '../../src/adapters/chat/index.ts';
import { deskSettings } from '../../src/adapters/helpdesk/index.ts';
import { fold } from '../../src/commands/grammar/words.ts';
import { commands } from '../../src/commands/index.ts';
import { sections } from '../../src/jobs/digest/sections/index.ts';
import { jobs } from '../../src/jobs/index.ts';
import { messageKinds } from '../../src/jobs/messages/kinds/index.ts';
import { dimensions } from '../../src/metrics/query/dimensions.ts';
import { metrics } from '../../src/metrics/index.ts';
import { dimensionsOf } from '../../src/metrics/query/dimensions.ts';

const root = `${import.meta.dirname}/../..`;

function namesIn(folder: string): string[] {
  return readdirSync(`${root}/src/${folder}`)
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => name.replace(/\.ts$/, ''))
    .toSorted();
}

it('every metric is listed, and no two share a name', () => {
  expect(metrics.map(({ id }) => id).toSorted()).toEqual(namesIn('metrics/definitions'));
  const names = metrics.flatMap(({ id, title, aliases }) => [...new Set([id, title, ...aliases].map(fold))]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it('every digest section is listed', () => {
  expect(sections.map(({ name }) => name).toSorted()).toEqual(namesIn('jobs/digest/sections'));
});

it('every job is listed, each under a name of its own', () => {
  const declared = readdirSync(`${root}/src/jobs`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => /: Job<[^=\n]*> (= )?\{$/m.test(readFileSync(`${root}/src/jobs/${path}`, 'utf8')));
  expect(jobs).toHaveLength(declared.length);
  expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length);
});

it('every kind of message is listed', () => {
  expect(messageKinds.map(({ name }) => name).toSorted()).toEqual(namesIn('jobs/messages/kinds'));
});

it('every helpdesk with settings is listed', () => {
  const kinds = readdirSync(`${root}/src/adapters/helpdesk`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => readdirSync(`${root}/src/adapters/helpdesk/${name}`).includes('settings.ts'));
  expect(deskSettings.options.map(({ shape }) => shape.kind.value)).toEqual(kinds);
});

it('every chat platform that has a front door is listed', () => {
  const folders = readdirSync(`${root}/src/adapters/chat`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => readdirSync(`${root}/src/adapters/chat/${name}`).includes('index.ts'));
  expect(platforms.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
});

it('every command is listed, and no two share a name', () => {
  const names = commands.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const files = namesIn('commands').filter((file) =>
    readFileSync(`${root}/src/commands/${file}.ts`, 'utf8').includes('= defineCommand'),
  );
  expect(names.toSorted()).toEqual(files);
});

it('every dimension of a metric is one that people can name', () => {
  const known = new Set<string>(dimensions.map(({ name }) => name));
  for (const metric of metrics) {
    expect(dimensionsOf({ metric }).filter((name) => !known.has(name))).toEqual([]);
  }
});
