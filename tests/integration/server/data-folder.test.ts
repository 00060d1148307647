import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UserError } from '../../../src/errors.ts';
import { watchDataFolder, type FolderWatch } from '../../../src/server/data-folder.ts';
import { disksMissing, openDisk } from '../../helpers/disk.ts';
import { until } from '../../helpers/until.ts';

const everySeconds = 0.03;
const noDisks = disksMissing();

let folder: string;
let errors: UserError[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskpulse-folder-'));
  writeFileSync(join(folder, 'store'), 'rows');
  errors = [];
});
afterEach(() => {
  for (const path of [folder, `${folder}.old`]) rmSync(path, { recursive: true, force: true });
});

function watch(path = folder): Promise<FolderWatch> {
  return watchDataFolder(path, { names: ['store'], onLost: (error) => errors.push(error), everySeconds });
}

async function lost(): Promise<string> {
  await until(() => errors.length > 0);
  await sleep(5 * everySeconds * 1000);
  expect(errors).toMatchObject([{ code: 'data-folder-lost' }]);
  return errors[0]?.message ?? '';
}

test('a folder that stays as it is is nothing to tell, and nothing is left in it', async () => {
  using _watch = await watch();
  await sleep(10 * everySeconds * 1000);
  expect(errors).toEqual([]);
  await until(() => readdirSync(folder).length === 1);
});

test.each([
  [
    'deleted',
    () => rmSync(folder, { recursive: true }),
    'was deleted or unmounted while Deskpulse was running. Put it back',
  ],
  [
    'replaced by a copy',
    replaceByCopy,
    'was replaced by another one while Deskpulse was running. Start Deskpulse again',
  ],
  [
    'robbed of its store',
    () => rmSync(join(folder, 'store')),
    'lost its store while Deskpulse was running. Put it back',
  ],
  ['given another store', replaceStore, 'has another store while Deskpulse was running. Start Deskpulse again'],
])('a folder that is %s is told of once', async (_, harm, words) => {
  using _watch = await watch();
  harm();
  expect(await lost()).toContain(`The data folder ${folder} ${words}`);
});

test('what is added is watched from then on', async () => {
  using watching = await watch();
  mkdirSync(join(folder, 'queue'));
  await watching.add('queue');
  rmSync(join(folder, 'queue'), { recursive: true });
  expect(await lost()).toContain('lost its queue');
});

test('a folder that is not watched any more is told nothing of', async () => {
  (await watch())[Symbol.dispose]();
  rmSync(folder, { recursive: true });
  await sleep(5 * everySeconds * 1000);
  expect(errors).toEqual([]);
});

describe.skipIf(noDisks)('on a disk of its own', () => {
  test('a folder is told of when the disk is full', async () => {
    using disk = openDisk(1);
    cpSync(folder, join(disk.path, 'data'), { recursive: true });
    using _watch = await watch(join(disk.path, 'data'));
    disk.fill();
    expect(await lost()).toMatch(/is on a disk that is full\. Make room and start Deskpulse again\.$/);
  });

  test('a folder is told of when the disk can only be read', async () => {
    using disk = openDisk(1);
    cpSync(folder, join(disk.path, 'data'), { recursive: true });
    using _watch = await watch(join(disk.path, 'data'));
    disk.makeReadOnly();
    expect(await lost()).toContain('cannot be written to any more (EROFS). Mend its disk, mount or rights');
  });
});

function replaceByCopy(): void {
  renameSync(folder, `${folder}.old`);
  cpSync(`${folder}.old`, folder, { recursive: true });
}

function replaceStore(): void {
  writeFileSync(join(folder, 'other'), 'rows');
  renameSync(join(folder, 'other'), join(folder, 'store'));
}
