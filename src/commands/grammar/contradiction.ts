import { textOf, unresolved, type Unresolved } from './outcome.ts';
import type { Placed } from './part.ts';
import { wordOf, type Word } from './words.ts';

const mostDimensions = 2;
/** What may stand once only, by what it is called; the same again changes nothing. */
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
): Unresolved | undefined {
  if (by.length > mostDimensions) {
    const splits = parts.filter(({ kind }) => kind === 'by');
    const rest = words.filter((_, place) => !splits.some((split) => isIn(split, place)));
    const kept = [...rest, ...['by', ...by.slice(0, mostDimensions)].map(wordOf)];
    const message = `I can split by ${mostDimensions} dimensions at most; you named ${by.join(', ')}.`;
    return unresolved('too-many-dimensions', message, { alternatives: () => [{ label: textOf(kept), words: kept }] });
  }
  for (const [kind, name] of Object.entries(single)) {
    const conflicting = parts.filter((part) => part.kind === kind);
    if (new Set(conflicting.map(meaningOf)).size < 2) continue;
    const alternatives = () =>
      conflicting.map((part) => ({
        label: textOf(words.slice(part.start, part.next)),
        words: words.filter((_, place) => isIn(part, place) || !conflicting.some((other) => isIn(other, place))),
      }));
    return unresolved('ask', `One ${name} at a time, please: which one?`, { alternatives });
  }
  return undefined;
}

function isIn({ start, next }: Placed, place: number): boolean {
  return start <= place && place < next;
}

/** Alike for parts that mean the same, wherever and however they are typed. */
function meaningOf({ start: _start, next: _next, ...part }: Placed): string {
  if (part.kind !== 'period' && part.kind !== 'versus') return JSON.stringify(part);
  const { from, to, end } = part.period ?? {};
  return JSON.stringify([from, to, end]);
}
