import type { Filter } from '../../../src/metrics/scope.ts';
import { casesIn, givenTo, leadingOf, told, whole, type Group, type Opened } from './answer.ts';
import { besides } from './besides.ts';
import { atRank, comparison, nothing, statsOf, type Statistic, type Told } from './fold.ts';
import { naive as naives, type Naive } from './metrics.ts';
import type { Scene } from './scenes.ts';
import { figureOf, inOrder, type Shape } from './shape.ts';
import type { Span, World } from './world.ts';

/** A question in plain words. */
export interface Asked {
  readonly id: string;
  readonly by: readonly string[];
  readonly filters: readonly Filter[];
  readonly desks: readonly string[];
  /** Compared with what the scene has for it, not with what was before. */
  readonly isAgainst: boolean;
  readonly isInHours: boolean;
  readonly statistic?: Statistic;
  readonly minAge?: number;
}

const snapshots = new Set(['open', 'unanswered', 'backlog']);

/** The answer there should be, in plain loops. */
export function tell(world: World, { asked, scene, opened }: { asked: Asked; scene: Scene; opened: Opened }): Shape {
  const { id, by, filters, desks, isAgainst, isInHours, statistic, minAge } = asked;
  const { clock, stretch } = scene;
  const naive = naives[id];
  if (!naive) throw new TypeError(`${id} is not told`);
  const keys = filters.map(({ key }) => key);
  const given = givenTo(naive, world, { desks, by: keys });
  const isConnected = Object.keys(given.sources).length > 0;
  const stretchOf = ({ from, to }: Span) => ({ ...clock, from, to, minAge });
  const casesOf = (span: Span, find = naive.cases, among = given) =>
    casesIn(find, among, { stretch: stretchOf(span), filters, opened: isInHours ? opened : undefined });
  const own = casesOf(stretch);
  const leading = naive.mix === undefined ? undefined : leadingOf(naive.mix, own);
  const wholeOf = (span: Span) => whole(naive, casesOf(span), { stretch: stretchOf(span), leading });
  const ranked = (told: Told) => atRank(told, statistic);

  const current = ranked(wholeOf(stretch));
  const before = isAgainst ? scene.stretchAgainst : scene.previous;
  const earlier = ranked(wholeOf(before));
  const points = snapshots.has(id) ? scene.midnights : scene.points;
  const names = namesOf(naive, { by, isMixed: current.n === null && current.value === null });
  const apart = givenTo(naive, world, { desks, by: [...by, ...keys] });
  const groups = told(naive, casesOf(stretch, naive.cases, apart), { stretch: stretchOf(stretch), by: names });
  const around = { stretch: stretchOf(stretch), filters, also: (find: Naive['cases']) => casesOf(stretch, find) };
  return {
    isConnected,
    ...stretch,
    ...figureOf(current),
    ...comparison(current, earlier),
    previous: { ...figureOf(earlier), ...before },
    stats: statsOf(wholeOf(stretch)),
    besides: besides[id]?.(own, around) ?? [],
    series: points.map((span) => {
      const { value, n } = ranked(wholeOf(span));
      return { from: span.from, value, n };
    }),
    breakdown: inOrder(groups.map((group) => rowOf(group, { world, names, statistic }))),
    ...(isConnected
      ? {}
      : { ...nothing, ...comparison(nothing, nothing), previous: { ...nothing, ...before }, besides: [], series: [] }),
  };
}

/** A mix is told by what it is of, and money in several currencies by them, where there is room for a second dimension. */
function namesOf({ mix }: Naive, { by, isMixed }: { by: readonly string[]; isMixed: boolean }): string[] {
  const more = isMixed && by.length < 2 ? ['currency'] : [];
  return [...new Set([...by, ...(mix === undefined ? [] : [mix]), ...more])];
}

/** Agents by name, where they have one. Of a group no interval of a rank is told. */
function rowOf(
  group: Group,
  { world, names, statistic }: { world: World; names: readonly string[]; statistic: Statistic | undefined },
): Shape['breakdown'][number] {
  const figure = figureOf(atRank(group, statistic));
  const isRank = statistic !== undefined && group.values !== undefined;
  const key = names.map((name, index) => {
    const cell = group.key[index] ?? null;
    const isOne = (row: { desk: string; id: string }) => row.desk === group.key.at(-1) && row.id === cell;
    return name === 'agent' ? (world.tables.agents.find(isOne)?.name ?? cell) : cell;
  });
  return { ...figure, ...(isRank ? { interval: null } : {}), key };
}
