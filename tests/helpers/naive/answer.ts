import type { Filter } from '../../../src/metrics/question.ts';
import type { Case, Stretch } from './case.ts';
import type { Told } from './fold.ts';
import type { Naive } from './metrics.ts';
import type { World } from './world.ts';

interface Asked {
  readonly desks: readonly string[];
  readonly filters: readonly Filter[];
}

export interface Group extends Told {
  /** What the dimensions are, in order; the desk of an agent after them. */
  readonly key: readonly (string | number | null)[];
}

/** The desks that give what it needs. */
export function givingDesks({ needs }: Naive, { sources }: World, desks: readonly string[]): string[] {
  return desks.filter((desk) => needs.every((need) => [need].flat().some((source) => sources[desk]?.has(source))));
}

/** Everything that counts in a stretch. */
export function casesIn(naive: Naive, world: World, { stretch, desks, filters }: Asked & { stretch: Stretch }): Case[] {
  const giving = givingDesks(naive, world, desks);
  return naive
    .cases(world, stretch)
    .filter(({ dims }) => giving.includes(String(dims['desk']?.[0])))
    .filter((each) => filters.every((filter) => passes(each, filter)));
}

/** One that does not carry the dimension at all, as the tickets beside an article's views, always passes. */
function passes({ dims }: Case, { key, values, isNegated, agents }: Filter): boolean {
  const own = dims[key];
  if (own === undefined) return true;
  const fits =
    key === 'agent'
      ? (agents ?? []).some(({ desk, id }) => dims['desk']?.[0] === desk && own[0] === id)
      : values.some((value) => own.some((cell) => cell !== null && String(cell).toLowerCase() === value.toLowerCase()));
  return fits !== isNegated;
}

/** The most frequent value of a mix; of equals, the first by name. */
export function leadingOf(mix: string, cases: readonly Case[]): string | undefined {
  const groups = groupsOf(cases, [mix]);
  const [first] = groups.toSorted(
    (one, other) => other.cases.length - one.cases.length || (String(one.key[0]) < String(other.key[0]) ? -1 : 1),
  );
  return first && String(first.key[0]);
}

export function whole(
  naive: Naive,
  cases: readonly Case[],
  { stretch, leading }: { stretch: Stretch; leading?: string },
): Told {
  const { mix } = naive;
  if (mix === undefined) return naive.fold(cases, stretch);
  return naive.fold(
    cases.map((each) => ({ ...each, isHit: each.dims[mix]?.[0] === leading })),
    stretch,
  );
}

/** Told by dimensions: a case of several tags counts in each, one that does not carry a dimension in all. */
export function told(
  naive: Naive,
  cases: readonly Case[],
  { stretch, by }: { stretch: Stretch; by: readonly string[] },
): Group[] {
  const { mix } = naive;
  if (mix === undefined) return groupsOf(cases, by).map(({ key, cases }) => ({ key, ...naive.fold(cases, stretch) }));
  const rest = by.filter((name) => name !== mix);
  return groupsOf(cases, rest).flatMap((outer) =>
    groupsOf(outer.cases, by)
      .filter(({ key }) => by.every((name, index) => name === mix || key[index] === outer.key[rest.indexOf(name)]))
      .map(({ key, cases }) => ({ key, value: (100 * cases.length) / outer.cases.length, n: cases.length })),
  );
}

function groupsOf(cases: readonly Case[], by: readonly string[]): { key: Group['key']; cases: Case[] }[] {
  const groups = new Map<string, { key: Group['key']; cases: Case[] }>();
  const isCarried = ({ dims }: Case) => by.every((name) => dims[name] !== undefined);
  for (const each of cases.filter((each) => isCarried(each) && !isLookedUp(each))) {
    for (const key of keysOf(each, by)) groups.set(JSON.stringify(key), { key, cases: [] });
  }
  for (const each of cases) {
    for (const { key, cases } of groups.values()) if (belongs(each, by, key)) cases.push(each);
  }
  return [...groups.values()];
}

/** Lifetimes are looked up for what customers bought; they are no group of their own. */
function isLookedUp({ isOther, value }: Case): boolean {
  return isOther === true && value !== undefined;
}

function keysOf({ dims }: Case, by: readonly string[]): Group['key'][] {
  const keys = by.reduce<(string | number | null)[][]>(
    (found, name) => found.flatMap((key) => (dims[name] ?? []).map((cell) => [...key, cell])),
    [[]],
  );
  return by.includes('agent') ? keys.map((key) => [...key, dims['desk']?.[0] ?? null]) : keys;
}

function belongs({ dims }: Case, by: readonly string[], key: Group['key']): boolean {
  const isSame = (name: string, index: number) => dims[name]?.includes(key[index] ?? null) ?? true;
  const isOfDesk = !by.includes('agent') || dims['agent'] === undefined || dims['desk']?.[0] === key.at(-1);
  return by.every(isSame) && isOfDesk;
}
