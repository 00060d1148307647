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
const values = new RegExp(value, 'gsu');
const key = String.raw`\p{L}[\p{L}\p{M}\p{N}_-]*`;
const separators = String.raw`\s,;،。、؛؟?!()[\]{}`;

/** What each kind of piece looks like, and the words it makes; the first that fits is taken. */
const pieces: readonly (readonly [RegExp, (match: RegExpExecArray) => Word[]])[] = [
  [new RegExp(String.raw`(!?)(${key}):(${value}(?:[,،、]\s*${value})*)`, 'suy'), readPair],
  [new RegExp(String.raw`(!?)@(${quotation}|[^\s",،、]+)`, 'suy'), readPerson],
  [new RegExp(quotation, 'suy'), ([text]) => [wordOf(unquoted(text))]],
  [
    new RegExp(String.raw`(?:!?(?:${key}:|@))?".*`, 'suy'),
    ([text]) => [broken(text, `the quotation in ${text} has no end`)],
  ],
  [
    new RegExp(String.raw`!?${key}:(?=[\s,]|$)`, 'uy'),
    ([text]) => [broken(text, `“${text}” has no value right after it`)],
  ],
  [/\.{2,}/y, ([text]) => [wordOf(text)]],
  [/\p{Script=Han}/uy, ([text]) => [wordOf(text)]],
  [new RegExp(`[${separators}.]`, 'uy'), () => []],
  [new RegExp(String.raw`(?:(?!\.\.|\p{Script=Han})[^${separators}"])+`, 'uy'), ([text]) => splitAtHyphens(text)],
];

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

/** What a word is looked up by; '' where there is no plain word. */
export function keyAt(words: readonly Word[], index: number): string {
  const word = words[index];
  return word?.kind === 'word' ? word.key : '';
}

function wordsAt(text: string, at: number): { found: Word[]; next: number } {
  for (const [pattern, read] of pieces) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { found: read(match), next: pattern.lastIndex };
  }
  return { found: [wordOf(text.slice(at))], next: text.length };
}

function readPair([text, bang, name = '', list = '']: RegExpExecArray): Word[] {
  const listed = Array.from(list.matchAll(values), ([each]) => unquoted(each.replace(/^@/, '')));
  if (listed.some((each) => each.trim() === '')) return [broken(text, `a value of “${name}:” is empty`)];
  return [{ kind: 'pair', text, key: fold(name), values: listed, isNegated: bang === '!' }];
}

function readPerson([text, bang, name = '']: RegExpExecArray): Word[] {
  return [{ kind: 'person', text, name: unquoted(name), isNegated: bang === '!' }];
}

function broken(text: string, why: string): Word {
  return { kind: 'broken', text, why };
}

/** A date stays whole; any other chunk is split at its hyphens, which are as good as spaces. */
function splitAtHyphens(chunk: string): Word[] {
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

/** Anything that opens or closes a quotation, on any keyboard. */
const quotes = '"“”„‟«»「」＂';
const quoted = new RegExp(`([${quotes}](?:\\\\.|[^\\\\${quotes}])*[${quotes}])`, 'su');
const bidiMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const zeros = ['\u0660', '\u06f0'];

/**
 * One spelling for what looks alike: NFKC, ASCII digits, straight quotes, no bidi marks, no escapes of a chat. What
 * stands in quotes is a name somebody gave; of that only the quotes themselves change.
 */
export function normalise(text: string): string {
  return text
    .replaceAll(bidiMarks, '')
    .split(quoted)
    .map((piece, index) => (index % 2 === 1 ? `"${piece.slice(1, -1)}"` : plain(piece)))
    .join('');
}

/** As `normalise`, for a text without quotations. */
export function plain(text: string): string {
  return text
    .replaceAll(bidiMarks, '')
    .normalize('NFKC')
    .replaceAll(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/<([@#])([^\s<>|]+)(?:\|([^<>]*))?>/g, (_, sign: string, id: string, name = '') =>
      chatName(sign, id, name),
    )
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/gu, asciiDigit)
    .replaceAll(/[‘’‛]/gu, "'");
}

/** What a word is looked up by: no case, no accents, no hyphens, and letters that are written alike made equal. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}\s_-]/gu, '')
    .replaceAll('ς', 'σ')
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک');
}

/** A chat's escape for a person (`<@U1|ana>`) or a channel (`<#C1|help>`), as a person would type it. */
function chatName(sign: string, id: string, name: string): string {
  if (sign === '#') return id;
  return name === '' ? `@${id}` : `@"${name.replaceAll(/["\\]/g, '')}"`;
}

function asciiDigit(digit: string): string {
  const zero = zeros.find((zero) => digit >= zero && digit <= String.fromCodePoint(zero.charCodeAt(0) + 9)) ?? digit;
  return String(digit.charCodeAt(0) - zero.charCodeAt(0));
}
