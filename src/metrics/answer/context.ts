import { UserError } from '../../errors.ts';
import { listDesks, listSources, type Desk } from '../../store/facts/desks.ts';
import type { Reader } from '../../store/store.ts';
import type { Metric } from '../metric.ts';
import type { Filter } from '../scope.ts';
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

export interface ChosenDesks {
  readonly names: readonly string[];
  /** Made-up figures, to be said so wherever they show. */
  readonly isSample: boolean;
}

/** Said wherever figures are made up. */
export function sampleNotes({ isSample }: Pick<ChosenDesks, 'isSample'>): string[] {
  return isSample ? ['Sample data: nobody’s real figures'] : [];
}

/**
 * The desks whose rows count: all that are real, the sample desk only while there is no other or when it is named. The
 * sample is never summed with a real desk.
 * @throws UserError for a desk that is not there, and for the sample together with a real one
 */
export async function chooseDesks(context: Context, filters: readonly Filter[]): Promise<ChosenDesks> {
  const all = await context.desks();
  const named = filters.filter(({ key }) => key === 'desk');
  const find = (text: string) => {
    const desk = all.find(({ name }) => name.toLowerCase() === text.toLowerCase());
    if (desk) return desk;
    const names = all.map(({ name }) => name);
    throw new UserError(
      'unknown-desk',
      names.length > 0 ? `There is no desk “${text}”. Desks: ${names.join(', ')}.` : 'No desk is connected yet.',
    );
  };
  const real = all.filter(({ kind }) => kind !== 'sample');
  let chosen = real.length > 0 ? real : all;
  for (const { values, isNegated } of named) {
    const desks = new Set(values.map(find));
    const from = isNegated || named.length > 1 ? chosen : all;
    chosen = from.filter((desk) => desks.has(desk) !== isNegated);
  }
  const isSample = chosen.some(({ kind }) => kind === 'sample');
  if (isSample && chosen.some(({ kind }) => kind !== 'sample')) {
    throw new UserError(
      'sample-mixed',
      'The sample desk’s figures are made up and are not summed with a real desk’s: name one of them.',
    );
  }
  return { names: chosen.map(({ name }) => name), isSample };
}

/** Those of the desks that give what a metric needs: one that gives only half of a ratio would tilt it. */
export async function connectedDesks(
  context: Context,
  { metric, desks }: { metric: Metric; desks: readonly string[] },
): Promise<string[]> {
  const sources = await context.sources();
  return desks.filter((desk) =>
    metric.needs.every((need) => [need].flat().some((source) => sources.get(desk)?.has(source))),
  );
}
