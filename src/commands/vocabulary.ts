import { dimensions } from '../metrics/query/dimensions.ts';
import { metrics } from '../metrics/index.ts';
import type { Syntax, Vocabulary } from './grammar/grammar.ts';
import { commands } from './index.ts';

/** The words there are to ask with. */
export function vocabularyOf(commands: readonly Syntax[]): Vocabulary {
  return {
    metrics: metrics.map(({ id, title, aliases, measure, between }) => ({
      id,
      title,
      aliases,
      takesHours: between !== undefined,
      takesAge: measure.kind === 'snapshot' && measure.minAge !== undefined,
    })),
    dimensions,
    commands,
  };
}

/** Those of the commands there are. */
export const vocabulary = vocabularyOf(commands);
