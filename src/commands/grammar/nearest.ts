import { distance } from './distance.ts';
import type { Lexicon } from './grammar.ts';
import { fold } from './normalise.ts';

/** Up to three metrics whose names look most like a text, nearest first; none where nothing does. */
export function nearestMetrics(text: string, { metricNames }: Pick<Lexicon, 'metricNames'>): string[] {
  const key = fold(text).slice(0, 40);
  return [...metricNames]
    .flatMap(([id, names]) => {
      const far = howFar(key, names);
      return far === undefined ? [] : [{ id, far }];
    })
    .sort((one, other) => one.far - other.far)
    .slice(0, 3)
    .map(({ id }) => id);
}

/** The distance to the nearest of some names; undefined where half of its letters are others. */
function howFar(key: string, names: readonly string[]): number | undefined {
  const similar = names.map((name) => distance(key, name, mostFor(key, name))).filter(Number.isFinite);
  if (similar.length === 0) return undefined;
  const nearest = Math.min(...similar);
  const isNearer = (name: string) => mostFor(key, name) < nearest && distance(key, name, nearest - 1) < nearest;
  return names.some(isNearer) ? undefined : nearest;
}

/** The most letters that may differ. */
function mostFor(key: string, name: string): number {
  return Math.ceil(Math.max(key.length, name.length) / 2) - 1;
}
