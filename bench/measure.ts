import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/store/open.ts';
import { checkSame, figuresByHand } from './figures.ts';
import { load, type Load } from './load.ts';
import { watchMemory } from './memory.ts';
import { copyToPostgres } from './postgres.ts';
import { deskName, questions } from './questions.ts';
import { race, type Race } from './race.ts';

export interface Measured {
  readonly tickets: number;
  readonly load: Load;
  readonly races: readonly (Race & { readonly name: string })[];
  /** Bytes resident at most while Deskpulse answers, with nothing else yet in the process. */
  readonly memory: number;
}

/** How often each question is asked while the memory is watched. */
const rounds = 3;

/** Everything about a desk of one size. The sides must give the same numbers before they are timed. */
export async function measure(tickets: number, { isWithPostgres }: { isWithPostgres: boolean }): Promise<Measured> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'deskpulse-bench-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const store = opened.use(await openStore(join(folder, 'duckdb')));
  const loaded = await load(store, { desk: deskName, tickets });
  const memoryPeak = watchMemory();
  for (let round = 0; round < rounds; round += 1) for (const asked of questions) await asked.answer(store);
  const memory = memoryPeak();
  const postgres = isWithPostgres ? opened.use(await copyToPostgres(store, folder)) : undefined;
  const races = [];
  for (const asked of questions) {
    const { name, byHand } = asked;
    const ours = await asked.figures(store);
    checkSame(`${name} by hand`, ours, await figuresByHand(store, byHand));
    if (postgres) checkSame(`${name} on PostgreSQL`, ours, await figuresByHand(postgres, byHand));
    const run = await race({
      deskpulse: () => asked.answer(store),
      hand: () => figuresByHand(store, byHand),
      ...(postgres && { postgres: () => figuresByHand(postgres, byHand) }),
    });
    races.push({ name, ...run });
  }
  return { tickets, load: loaded, races, memory };
}
