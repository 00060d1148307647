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
