import { listSources } from '../../store/facts/desks.ts';
import type { Reader } from '../../store/store.ts';
import type { Metric } from '../metric.ts';

/** Those of the desks that give what a metric needs: one that gives only half of a ratio would tilt it. */
export async function connectedDesks(
  store: Reader,
  { metric, desks }: { metric: Metric; desks: readonly string[] },
): Promise<string[]> {
  const sources = await listSources(store);
  return desks.filter((name) => {
    const given = new Set(sources.filter(({ desk }) => desk === name).map(({ source }) => source));
    return metric.needs.every((need) => [need].flat().some((source) => given.has(source)));
  });
}
