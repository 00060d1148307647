import type { Block } from '../../chat.ts';
import { formatValue } from './format.ts';
import type { Unit } from '../metric.ts';
import type { Criterion } from '../rankings/top/score.ts';
import type { Performer, TopPerformers } from '../rankings/top/index.ts';

const criteria: readonly { readonly id: Criterion; readonly title: string; readonly unit: Unit }[] = [
  { id: 'fcr', title: 'FCR', unit: 'percent' },
  { id: 'csat', title: 'CSAT', unit: 'percent' },
  { id: 'solved', title: 'solved', unit: 'count' },
  { id: 'handleTime', title: 'handle time', unit: 'duration' },
];

/** The leader in a sentence, honest about how clear the lead is. */
export function topFinding({ ranked, eligible, minSolved, hasClearLeader }: TopPerformers, when: string): string {
  const [first] = ranked;
  if (!first) return `Top performers ${when}: nobody has solved ${minSolved} tickets`;
  const among = `of ${eligible} with at least ${minSolved} solved tickets`;
  if (hasClearLeader) return `Top performer ${when}: ${first.name}, ${among}`;
  const tied = eligible > 1 ? '; no clear leader' : '';
  return `Top performers ${when}: ${ranked
    .map(({ name }) => name)
    .slice(0, 3)
    .join(', ')}, ${among}${tied}`;
}

/** Each with what put them there, raw figures and n, and reopens beside volume. */
export function topItems({ ranked }: TopPerformers): Block {
  return {
    type: 'items',
    isOrdered: true,
    items: ranked.map((performer) => ({
      title: performer.team ? `${performer.name} (${performer.team})` : performer.name,
      detail: detail(performer),
    })),
  };
}

function detail({ parts, reopened }: Performer): string {
  const strengths = criteria.filter(({ id }) => parts[id].z > 0.5).toSorted((a, b) => parts[b.id].z - parts[a.id].z);
  const figures = criteria.map(({ id, title, unit }) => {
    const { raw, n } = parts[id];
    if (raw === null) return `${title}: no data`;
    return id === 'solved' ? `${title} ${formatValue(unit, raw)}` : `${title} ${formatValue(unit, raw)} (n = ${n})`;
  });
  const reopens = reopened.n > 0 ? [`${reopened.count} of them reopened on the way`] : [];
  const because = strengths.length > 0 ? `Strong in ${strengths.map(({ title }) => title).join(', ')}. ` : '';
  return `${because}${[...figures, ...reopens].join(' · ')}`;
}
