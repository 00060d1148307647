import { listDesks, listSources, type Desk } from '../../store/facts/desks.ts';
import type { Reader } from '../../store/store.ts';
import { listAgents, type Agent } from './agents.ts';

/**
 * What one answer is built with. Desks, what they give and their agents are looked up when first needed, and once, so that
 * all parts of an answer see the same.
 */
export interface Context {
  readonly store: Reader;
  /** In the order of their names. */
  desks(): Promise<readonly Desk[]>;
  /** What each desk gives: `tickets`, `surveys:csat` … */
  sources(): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** Of some desks, in the order of these and of their ids. */
  agents(desks: readonly string[]): Promise<readonly Agent[]>;
}

export function contextOf(store: Reader): Context {
  const desks = once(() => listDesks(store));
  const sources = once(async () => {
    const given = Map.groupBy(await listSources(store), ({ desk }) => desk);
    return new Map([...given].map(([desk, rows]) => [desk, new Set(rows.map(({ source }) => source))]));
  });
  const agents = once(async () => {
    const names = (await desks()).map(({ name }) => name);
    return await listAgents(store, names);
  });
  return {
    store,
    desks,
    sources,
    agents: async (names) => (await agents()).filter(({ desk }) => names.includes(desk)),
  };
}

function once<Found>(find: () => Promise<Found>): () => Promise<Found> {
  let found: Promise<Found> | undefined;
  return () => (found ??= find());
}
