import { chmod, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { othersWhoRead } from '../../../src/store/data-folder.ts';
import { openStore } from '../../../src/store/open.ts';
import { folderOf } from '../../helpers/folder.ts';

async function rightsOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

test('a data folder that is made is for its owner only', async () => {
  await using folder = await folderOf({});
  const data = join(folder.path, 'new', 'data');
  await using _store = await openStore(data);
  expect(await rightsOf(data)).toBe('700');
  expect(othersWhoRead(data)).toBeUndefined();
});

test.each([
  ['770', 'its group'],
  ['2770', 'its group'],
  ['755', 'everybody on this machine'],
  ['701', 'everybody on this machine'],
  ['700', undefined],
])('a data folder of the rights %s keeps them, and who may read it is known', async (rights, readers) => {
  await using folder = await folderOf({});
  const data = join(folder.path, 'data');
  await mkdir(data);
  await chmod(data, rights);
  await using _store = await openStore(data);
  expect(await rightsOf(data)).toBe(rights.slice(-3));
  expect(othersWhoRead(data)).toBe(readers);
});

test.skipIf(process.getuid?.() !== 0)('a data folder of somebody else’s that its group may write works', async () => {
  await using folder = await folderOf({});
  const data = join(folder.path, 'data');
  await mkdir(data);
  await chmod(folder.path, 0o755);
  await chmod(data, 0o777);
  const own = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
  process.setegid?.(65_534);
  process.seteuid?.(65_534);
  try {
    await using store = await openStore(data);
    expect(store).toBeDefined();
  } finally {
    process.seteuid?.(own.uid);
    process.setegid?.(own.gid);
  }
});
