import { fold } from './normalise.ts';

/** A piece of a command. `text` is as typed, for showing. */
export type Word =
  /** A word to look up by `key`. */
  | { readonly kind: 'word'; readonly text: string; readonly key: string }
  /** `channel:email,chat`, `!tag:spam`. */
  | {
      readonly kind: 'pair';
      readonly text: string;
      readonly key: string;
      readonly values: readonly string[];
      readonly isNegated: boolean;
    }
  /** `@ana`. */
  | { readonly kind: 'person'; readonly text: string; readonly name: string; readonly isNegated: boolean }
  /** A quotation without an end, or a filter without a value. */
  | { readonly kind: 'broken'; readonly text: string; readonly why: string };

const quotation = String.raw`"(?:\\.|[^"\\])*"`;
const value = String.raw`@?(?:${quotation}|[^\s",،、]+)`;
const patterns = {
  pair: new RegExp(String.raw`(!?)(\p{L}[\p{L}\p{M}\p{N}_-]*):(${value}(?:[,،、]\s*${value})*)`, 'suy'),
  emptyPair: /!?\p{L}[\p{L}\p{M}\p{N}_-]*:(?=[\s,]|$)/uy,
  person: new RegExp(String.raw`(!?)@(${quotation}|[^\s",،、]+)`, 'suy'),
  quotation: new RegExp(quotation, 'suy'),
  openQuote: /".*/suy,
  dots: /\.{2,}/y,
  han: /\p{Script=Han}/uy,
  punctuation: /[\s,;،。、؛؟?!.()[\]{}]/uy,
  chunk: /(?:(?!\.\.|\p{Script=Han})[^\s",;،。、؛؟?!()[\]{}])+/uy,
};

/** The words of a normalised text, in order. Chinese characters are words of one letter. */
export function toWords(text: string): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length;) {
    const { found, next } = wordsAt(text, at);
    words.push(...found);
    at = next;
  }
  return words;
}

export function wordOf(text: string): Word {
  return { kind: 'word', text, key: fold(text) };
}

function wordsAt(text: string, at: number): { found: Word[]; next: number } {
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const done = (matched: string, ...found: Word[]) => ({ found, next: at + matched.length });

  const pair = match(patterns.pair);
  if (pair !== null) {
    const [matched, bang, key = '', list = ''] = pair;
    const values = [...list.matchAll(new RegExp(value, 'gsu'))].map(([each]) => unquoted(each.replace(/^@/, '')));
    const isEmpty = values.some((each) => each.trim() === '');
    if (isEmpty) return done(matched, { kind: 'broken', text: matched, why: `“${key}:” needs a value` });
    return done(matched, { kind: 'pair', text: matched, key: fold(key), values, isNegated: bang === '!' });
  }
  const emptyPair = match(patterns.emptyPair);
  if (emptyPair !== null) {
    const [matched] = emptyPair;
    return done(matched, {
      kind: 'broken',
      text: matched,
      why: `“${matched}” needs a value, without a space before it`,
    });
  }
  const person = match(patterns.person);
  if (person !== null) {
    const [matched, bang, name = ''] = person;
    return done(matched, { kind: 'person', text: matched, name: unquoted(name), isNegated: bang === '!' });
  }
  const quotation = match(patterns.quotation);
  if (quotation !== null) return done(quotation[0], wordOf(unquoted(quotation[0])));
  const openQuote = match(patterns.openQuote);
  if (openQuote !== null) {
    return done(openQuote[0], { kind: 'broken', text: openQuote[0], why: `the quotation ${openQuote[0]} has no end` });
  }
  const single = match(patterns.dots) ?? match(patterns.han);
  if (single !== null) return done(single[0], wordOf(single[0]));
  const punctuation = match(patterns.punctuation);
  if (punctuation !== null) return done(punctuation[0]);
  const chunk = match(patterns.chunk);
  if (chunk === null) return done(text.slice(at), wordOf(text.slice(at)));
  return done(chunk[0], ...parted(chunk[0]));
}

/** A date stays whole; any other chunk is parted at its hyphens, which are as good as spaces. */
function parted(chunk: string): Word[] {
  const bare = chunk.replace(/^['.:]+|['.:]+$/g, '');
  if (/^\d[\d/.:wqt-]*$/i.test(bare)) return [{ kind: 'word', text: bare, key: bare.toLowerCase() }];
  return bare
    .split(/[-_–—]+/)
    .map(wordOf)
    .filter((word) => word.kind === 'word' && word.key !== '');
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll(/\\(.)/gsu, '$1') : text;
}
