import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { postgresMissing } from './postgres-server.ts';
import { startStoresOn } from './store.ts';

const suites = join(import.meta.dirname, '../integration');

/** Run the suites of a folder, as they are, on stores in PostgreSQL: all of them, or those whose names match. */
export async function suitesOnPostgres(
  folder: string,
  { only, except }: { only?: RegExp; except?: RegExp } = {},
): Promise<void> {
  const missing = await postgresMissing();
  startStoresOn('postgres');
  const files = readdirSync(join(suites, folder)).filter(
    (file) => file.endsWith('.test.ts') && (only?.test(file) ?? true) && !except?.test(file),
  );
  for (const file of files) {
    describe.skipIf(missing)(`on PostgreSQL, ${folder}/${file}`, async () => {
      await import(join(suites, folder, file));
    });
  }
}
