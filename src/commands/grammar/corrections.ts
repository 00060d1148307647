import type { Correction } from '../reading.ts';
import type { Grammar, Lexicon } from './grammar.ts';
import type { Outcome } from './outcome.ts';
import { understand } from './understand.ts';
import { wordOf, type Word } from './words.ts';

/** A sentence with some of its words corrected, and understood throughout. */
export interface Corrected {
  readonly outcome: Outcome;
  readonly corrections: readonly Correction[];
}

interface Candidate {
  readonly target: string;
  readonly edits: number;
}

/** Beyond these it is no misspelt question. */
const mostUnknown = 6;
const mostTries = 200;
/** In all tries together, so that a long text takes no longer than twelve words corrected in every way. */
const mostWordsRead = 12 * mostTries;

/**
 * The readings of a sentence that correct the fewest letters. Only words that are spelt as nothing are corrected, each
 * by one letter up to five and by two from six on, and only into a sentence that makes sense: so a word is taken for a
 * metric where a metric is wanting, and for a period where a period is.
 */
export function correct(words: readonly Word[], unknown: readonly number[], grammar: Grammar): Corrected[] {
  if (unknown.length > mostUnknown) return [];
  const misspelt = unknown.flatMap((place) => {
    const candidates = candidatesFor(words[place], grammar.lexicon);
    return candidates.length === 0 ? [] : [{ place, candidates }];
  });
  const tries = misspelt.reduce((product, { candidates }) => product * candidates.length, 1);
  if (misspelt.length === 0 || tries > mostTries || tries * words.length > mostWordsRead) return [];

  let drafts: { words: readonly Word[]; corrections: readonly Correction[]; edits: number }[] = [
    { words, corrections: [], edits: 0 },
  ];
  for (const { place, candidates } of misspelt) {
    drafts = drafts.flatMap((draft) =>
      candidates.map(({ target, edits }) => ({
        words: draft.words.with(place, corrected(draft.words[place], target)),
        corrections: [...draft.corrections, { from: keyText(words[place]), to: target }],
        edits: draft.edits + edits,
      })),
    );
  }
  for (const [, alike] of [...Map.groupBy(drafts, ({ edits }) => edits)].sort(([one], [other]) => one - other)) {
    const readings = alike
      .map((draft) => ({ ...draft, outcome: understand(draft.words, grammar) }))
      .filter(({ outcome }) => outcome.kind === 'read' || outcome.unknown.length === 0);
    if (readings.length > 0) return readings;
  }
  return [];
}

function candidatesFor(word: Word | undefined, { targets, known, dimensions }: Lexicon): Candidate[] {
  if (word?.kind !== 'word' && word?.kind !== 'pair') return [];
  const length = Array.from(word.key).length;
  const isExact = word.kind === 'word' ? known.has(word.key) : dimensions.has(word.key);
  if (isExact || length < 3 || /\d/.test(word.key)) return [];
  return targets
    .search(word.key, length <= 5 ? 1 : 2)
    .filter(({ key }) => word.kind === 'word' || dimensions.has(key))
    .map(({ meaning, edits }) => ({ target: meaning, edits }));
}

function corrected(word: Word | undefined, target: string): Word {
  const right = wordOf(target);
  return word?.kind === 'pair' && right.kind === 'word' ? { ...word, key: right.key } : right;
}

/** What was misspelt: of a filter its key. */
function keyText(word: Word | undefined): string {
  return word?.kind === 'pair' ? word.key : (word?.text ?? '');
}
