import type { Filter } from '../../../src/metrics/scope.ts';
import type { Case, Stretch } from './case.ts';
import { shareOf, type Told } from './fold.ts';
import type { Naive } from './metrics.ts';
import type { World } from './world.ts';

/** Seconds of opening time up to an instant, by desk. */
export type Opened = Readonly<Record<string, (instant: number) => number>>;

interface Asked {
  readonly stretch: Stretch;
  readonly filters: readonly Filter[];
  /** Where durations are told in opening hours. */
  readonly opened?: Opened | undefined;
}

export interface Group extends Told {
  /** What the dimensions are, in order; the desk of an agent after them. */
  readonly key: readonly (string | number | null)[];
}

/** What there is on the desks that give what a metric needs, with customers of several of them as one unless desks are told apart. */
export function givenTo(
  { needs }: Naive,
  world: World,
  { desks, by }: { desks: readonly string[]; by: readonly string[] },
): World {
  const isGiving = (desk: string) =>
    desks.includes(desk) && needs.every((need) => [need].flat().some((source) => world.sources[desk]?.has(source)));
  const tables = Object.entries(world.tables).map(([table, rows]) => [
    table,
    rows.filter(({ desk }) => isGiving(desk)),
  ]);
  const sources = Object.entries(world.sources).filter(([desk]) => isGiving(desk));
  return {
    tables: Object.fromEntries(tables) as World['tables'],
    sources: Object.fromEntries(sources),
    isOfPeople: !by.includes('desk'),
  };
}

/** Everything that counts in a stretch. */
export function casesIn(find: Naive['cases'], world: World, { stretch, filters, opened }: Asked): Case[] {
  const cases = find(world, stretch).filter((each) => filters.every((filter) => passes(each, filter)));
  return opened ? cases.flatMap((each) => inHours(each, opened)) : cases;
}

function inHours(each: Case, opened: Opened): Case[] {
  const { between, dims } = each;
  const openedBy = opened[String(dims['desk']?.[0])];
  return between && openedBy ? [{ ...each, value: openedBy(between[1]) - openedBy(between[0]) }] : [];
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
  { stretch, leading }: { stretch: Stretch; leading: string | undefined },
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
      .map(({ key, cases }) => ({ key, ...shareOf(cases.length, outer.cases.length), n: cases.length })),
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
