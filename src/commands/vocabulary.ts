import { dimensions } from '../metrics/query/dimensions.ts';
import { metrics } from '../metrics/index.ts';
import type { Vocabulary } from './reading.ts';

/** The words there are to ask with. */
export const vocabulary: Vocabulary = {
  metrics: metrics.map(({ id, title, aliases, measure, between }) => ({
    id,
    title,
    aliases,
    takesHours: between !== undefined,
    takesAge: measure.kind === 'snapshot' && measure.minAge !== undefined,
  })),
  dimensions,
  commands: ['top', 'risk', 'sla', 'status', 'list', 'explain', 'help'],
};
