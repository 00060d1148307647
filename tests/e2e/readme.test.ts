import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acme, openAcme } from '../helpers/acme.ts';
import { projectFolder } from '../helpers/program.ts';

/** The words of a line of shell without substitutions. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

test('the README’s commands of the terminal do what it says', async () => {
  const readme = await readFile(join(projectFolder, 'README.md'), 'utf8');
  const lines = [...readme.matchAll(/^npm run --silent deskpulse -- (.*)$/gm)].map(([, line]) => words(line ?? ''));
  expect(lines.map(([command]) => command)).toEqual(['kpi', 'import', 'sync', 'demo', 'doctor']);
  await using home = await openAcme();
  await mkdir(join(home.path, 'facts'));
  for (const [name, text] of Object.entries(acme.files)) await writeFile(join(home.path, 'facts', name), text);
  for (const args of lines) {
    const { code, stderr } = await home.terminal(args);
    // No desk is configured there to be synced, which is said.
    expect([args[0], code]).toEqual([args[0], args[0] === 'sync' ? 2 : 0]);
    if (args[0] === 'sync') expect(stderr).toContain('No desk is configured');
  }
});
