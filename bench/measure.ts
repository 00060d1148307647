import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/store/open.ts';
import { checkSame, figuresByHand } from './figures.ts';
import { load, type Load } from './load.ts';
import { copyToPostgres } from './postgres.ts';
import { deskName, questions } from './questions.ts';
import { race, type Race } from './race.ts';

export interface Measured {
  readonly tickets: number;
  readonly load: Load;
  readonly races: readonly (Race & { readonly name: string; readonly isOfYear: boolean })[];
  /** Bytes resident after the answers. */
  readonly memory: number;
}

/** Everything about a desk of one size. The sides must give the same numbers before they are timed. */
export async function measure(tickets: number, { isWithPostgres }: { isWithPostgres: boolean }): Promise<Measured> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'deskpulse-bench-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const store = opened.use(await openStore(join(folder, 'duckdb')));
  const loaded = await load(store, { desk: deskName, tickets });
  const postgres = isWithPostgres ? opened.use(await copyToPostgres(store, folder)) : undefined;
  const races = [];
  let memory = 0;
  for (const asked of questions) {
    const { name, isOfYear, byHand } = asked;
    const ours = await asked.figures(store);
    checkSame(`${name} by hand`, ours, await figuresByHand(store, byHand));
    if (postgres) checkSame(`${name} on PostgreSQL`, ours, await figuresByHand(postgres, byHand));
    const run = await race({
      deskpulse: () => asked.answer(store),
      hand: () => figuresByHand(store, byHand),
      ...(postgres && { postgres: () => figuresByHand(postgres, byHand) }),
    });
    memory = Math.max(memory, process.memoryUsage.rss());
    races.push({ name, isOfYear, ...run });
  }
  return { tickets, load: loaded, races, memory };
}
