import { many, monday, type Example } from './example.ts';
import { countWhere, type Beside, type Metric } from './metric.ts';

type Mention = NonNullable<Example['facts']['mentions']>[number];

interface MentionShare extends Pick<Metric, 'id' | 'title' | 'description' | 'better' | 'aliases' | 'tips'> {
  /** The column that sets them apart from other mentions: those where it is unknown are left out. */
  readonly column: 'sentiment' | 'topic' | 'is_answerable';
  /** SQL that is true of them. */
  readonly hit: string;
  /** One of them, and one that is not, for the worked example. */
  readonly such: Mention;
  readonly other: Mention;
}

/** When people wrote most, and where. */
export const busiest: readonly Beside[] = [
  { label: 'Busiest hour:', most: 'hour', top: 1 },
  { label: 'Busiest weekday:', most: 'weekday', top: 1 },
  { label: 'On', most: 'network', top: 5 },
];

/** The share that some kind of mention has of all mentions, their count and their busiest times beside it. */
export function mentionShare({ column, hit, such, other, ...about }: MentionShare): Metric {
  return {
    ...about,
    formula: `100 × such mentions ÷ mentions whose ${column} is known; the count beside it`,
    unit: 'percent',
    articles: ['Indeed', 'LiveAgent'],
    needs: ['mentions'],
    connect: `Connect social monitoring, or import a mentions file with ${column}.`,
    relation: 'mentions',
    at: 'f.at',
    where: `f.${column} IS NOT NULL`,
    measure: { kind: 'share', hit },
    beside: [countWhere('Mentions', hit), ...busiest],
    example: {
      says: `2 such mentions of 5, and one of unknown ${column} → 40 %`,
      facts: { mentions: [...many(2, such), ...many(3, other), {}].map((mention) => ({ at: monday, ...mention })) },
      expected: 40,
    },
  };
}
