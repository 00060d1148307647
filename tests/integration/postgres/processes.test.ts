import { describe, expect, test } from 'vitest';
import { listDesks } from '../../../src/store/facts/desks.ts';
import { ingestFrom } from '../../../src/store/facts/ingest.ts';
import { openStore } from '../../../src/store/open.ts';
import { openPostgres } from '../../../src/store/engines/postgres.ts';
import type { Store } from '../../../src/store/store.ts';
import { folderOf } from '../../helpers/folder.ts';
import { openHome } from '../../helpers/home.ts';
import { count, numberedPage } from '../../helpers/numbered-page.ts';
import { eachPlace } from '../../helpers/postgres-place.ts';
import { createBareDatabase, postgresMissing } from '../../helpers/postgres-server.ts';

const missing = await postgresMissing();

const place = eachPlace();

describe.skipIf(missing)('several processes', () => {
  test('open a database without a table at once: one makes them, the others find them', async () => {
    await using bare = await createBareDatabase();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(place.folder, bare.url)));
    await using opened = new AsyncDisposableStack();
    for (const store of stores) opened.use(store);
    for (const store of stores) expect(await listDesks(store)).toEqual([]);
  });

  test('read desks into it at once: every page is stored once, and a page that two have goes to one', async () => {
    await using opened = new AsyncDisposableStack();
    const stores = await Promise.all([1, 2].map(() => openStore(place.folder, place.url)));
    for (const store of stores) opened.use(store);
    const read = async (store: Store, name: string) => {
      let from: string | null = null;
      let rows = 0;
      for (let number = 1; number <= 10; number += 1) {
        const written = await ingestFrom(store, { name, kind: 'test' }, { from, batch: numberedPage(number) });
        if (written === undefined) break;
        rows += written;
        from = String(number);
      }
      return rows;
    };
    const written = await Promise.all(
      stores.flatMap((store, index) => [read(store, `desk ${index}`), read(store, 'shared')]),
    );
    const [first, shared, second, alsoShared] = written;
    expect([first, second]).toEqual([60, 60]);
    expect((shared ?? 0) + (alsoShared ?? 0)).toBe(60);
    for (const store of stores) {
      expect(await count(store, 'tickets')).toBe(90);
      expect((await listDesks(store)).map(({ cursor, rows_read }) => [cursor, rows_read])).toEqual(
        [1, 2, 3].map(() => ['10', 60]),
      );
    }
  });

  test('import into it at once, as programs of their own, from its first table on', async () => {
    await using bare = await createBareDatabase();
    const names = ['one', 'two'];
    const imported = names.map(async (name) => {
      await using home = await openHome();
      await using files = await folderOf({ 'tickets.csv': ticketsOf(name) });
      return await home.terminal(['import', files.path, '--desk', name], { DATABASE_URL: bare.url });
    });
    expect((await Promise.all(imported)).map(({ code }) => code)).toEqual([0, 0]);
    await using store = await openPostgres(bare.url);
    expect(await count(store, 'tickets')).toBe(4000);
    expect((await listDesks(store)).map(({ name, is_complete }) => [name, is_complete])).toEqual([
      ['one', true],
      ['two', true],
    ]);
  });
});

function ticketsOf(name: string): string {
  const rows = Array.from({ length: 2000 }, (_, index) => `${name}-${index},2026-11-10T09:00:00Z`);
  return ['id,created_at', ...rows, ''].join('\n');
}
