import { said, stuck, type Stuck } from './outcome.ts';
import type { Placed } from './part.ts';
import { wordOf, type Word } from './words.ts';

const mostDimensions = 2;
/** What may be said once only, by what it is called; saying the same again changes nothing. */
const single = {
  metric: 'metric',
  command: 'command',
  period: 'period',
  versus: 'comparison',
  statistic: 'statistic',
  hours: 'kind of hours',
  age: 'age',
  within: 'time ahead',
  audience: 'audience',
  limit: 'number of rows',
} as const;

/** Where a sentence says two things of which it can mean one: each of them is a choice. */
export function contradiction(
  parts: readonly Placed[],
  { words, by }: { words: readonly Word[]; by: readonly string[] },
): Stuck | undefined {
  if (by.length > mostDimensions) {
    const splits = parts.filter(({ kind }) => kind === 'by');
    const rest = words.filter((_, place) => !splits.some((split) => isIn(split, place)));
    const kept = [...rest, ...['by', ...by.slice(0, mostDimensions)].map(wordOf)];
    const message = `I can split by ${mostDimensions} dimensions at most; you named ${by.join(', ')}.`;
    return stuck('too-many-dimensions', message, { alternatives: () => [{ label: said(kept), words: kept }] });
  }
  for (const [kind, name] of Object.entries(single)) {
    const rivals = parts.filter((part) => part.kind === kind);
    if (new Set(rivals.map(meaningOf)).size < 2) continue;
    const alternatives = () =>
      rivals.map((rival) => ({
        label: said(words.slice(rival.start, rival.next)),
        words: words.filter((_, place) => isIn(rival, place) || !rivals.some((other) => isIn(other, place))),
      }));
    return stuck('ask', `One ${name} at a time, please: which one?`, { alternatives });
  }
  return undefined;
}

function isIn({ start, next }: Placed, place: number): boolean {
  return start <= place && place < next;
}

/** Alike for parts that mean the same, wherever and however they are said. */
function meaningOf({ start: _start, next: _next, ...part }: Placed): string {
  if (part.kind !== 'period' && part.kind !== 'versus') return JSON.stringify(part);
  const { from, to, end } = part.period ?? {};
  return JSON.stringify([from, to, end]);
}
