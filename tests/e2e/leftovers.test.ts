import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../helpers/folder.ts';
import { projectFolder } from '../helpers/program.ts';
import { until } from '../helpers/until.ts';

const config = join(projectFolder, 'tests/fixtures/leftovers/vitest.config.ts');

/** Run tests that leave programs running. @returns the processes they started, by the name of each */
async function runCase(file: string): Promise<{ output: string; started: Record<string, number[]> }> {
  await using folder = await folderOf({});
  const notes = join(folder.path, 'started');
  const vitest = join(projectFolder, 'node_modules/vitest/vitest.mjs');
  const output = await new Promise<string>((done) => {
    const env = { ...process.env, LEFTOVERS: notes };
    execFile(process.execPath, [vitest, 'run', '--config', config, file], { env }, (_, out, err) => done(out + err));
  });
  const lines = (await readFile(notes, 'utf8')).trim().split('\n');
  const started = lines.map((line) => {
    const [name = '', pids = ''] = line.split(': ');
    return [name, pids.split(' ').map(Number)];
  });
  return { output, started: Object.fromEntries(started) };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.concurrent('what a test started is ended', () => {
  test('when it runs out of time, alone or beside others, and when its file is over', async () => {
    const { output, started } = await runCase('out-of-time.case.ts');
    expect(output).toMatch(/3 failed/);
    expect(Object.keys(started).toSorted()).toEqual(['before all', 'first', 'second', 'waiting']);
    await until(() => !Object.values(started).flat().some(isRunning));
  });

  test('when its worker is killed', async () => {
    const { started } = await runCase('killed.case.ts');
    expect(Object.keys(started)).toEqual(['orphan']);
    await until(() => !Object.values(started).flat().some(isRunning));
  });
});
