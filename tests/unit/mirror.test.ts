import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '../..');
/** Suites of several folders, on another store. */
const apart = ['postgres'];
/** About several files of their folder, or about what is written of them. */
const aboutSeveral = new Set([
  'adapters/chat/cleaning',
  'adapters/chat/playground/slack',
  'adapters/helpdesk/declarations',
  'adapters/helpdesk/liveagent/rows',
  'adapters/helpdesk/vtiger/rows',
  'adapters/helpdesk/zendesk/contact',
  'commands/looked-up-once',
  'commands/new-command',
  'jobs/sla/documentation',
  'metrics/docs',
  'metrics/rankings/risk/documentation',
]);

/** Tests below a folder, by their paths in it without the ending. What lies at its top is about the project as a whole. */
function testsIn(kind: string): string[] {
  const all = readdirSync(join(project, 'tests', kind), { recursive: true, encoding: 'utf8' });
  const tests = all.filter((path) => path.endsWith('.test.ts') && path.includes('/'));
  return tests.map((path) => path.slice(0, -'.test.ts'.length)).sort();
}

/** Names of what lies in a folder of src/, without endings; none where there is no such folder. */
function namesIn(folder: string): string[] {
  const path = join(project, 'src', folder);
  return existsSync(path) ? readdirSync(path).map((name) => name.replace(/\.tsx?$/, '')) : [];
}

test.each(['unit', 'integration'])('each folder of tests/%s is one of src/', (kind) => {
  const folders = new Set(testsIn(kind).map((path) => dirname(path)));
  expect([...folders].filter((folder) => namesIn(folder).length === 0)).toEqual(kind === 'unit' ? [] : apart);
});

test('each unit test is named for what it tests in the same folder of src/, or for that folder', () => {
  const strayed = testsIn('unit').filter((path) => {
    const [folder, name] = [dirname(path), basename(path)];
    if (name === basename(folder)) return false;
    return !namesIn(folder).some((tested) => name === tested || name.startsWith(`${tested}-`));
  });
  expect(strayed.filter((path) => !aboutSeveral.has(path))).toEqual([]);
});
