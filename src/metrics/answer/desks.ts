import { UserError } from '../../errors.ts';
import type { Metric } from '../metric.ts';
import type { Filter } from '../scope.ts';
import type { Context } from './context.ts';

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
