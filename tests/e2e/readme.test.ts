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
  await using home = await openAcme();
  await mkdir(join(home.path, 'facts'));
  for (const [name, text] of Object.entries(acme.files)) await writeFile(join(home.path, 'facts', name), text);
  const codes: [string | undefined, number | null][] = [];
  for (const args of lines) codes.push([args[0], (await home.terminal(args)).code]);
  // No desk is configured there to be synced.
  expect(codes).toEqual([
    ['kpi', 0],
    ['import', 0],
    ['sync', 2],
    ['demo', 0],
    ['doctor', 0],
  ]);
});
