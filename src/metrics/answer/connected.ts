import type { Metric } from '../metric.ts';
import type { Context } from './context.ts';

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
