import { stripVTControlCharacters } from 'node:util';
import { cellWidth } from './cell-width.ts';

/**
 * Lines of text that cannot drive the terminal: escape sequences and control characters are gone, and so are the marks
 * that would turn the order of letters around.
 */
function plainLines(text: string): string[] {
  return stripVTControlCharacters(text)
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.replaceAll('\t', ' ').replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ''));
}

/** As {@link plainLines}, on one line. */
export function plainLine(text: string): string {
  return plainLines(text).join(' ').trim();
}

/** Lines of at most `width` columns, broken between words; a longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  return plainLines(text).flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (cellWidth(longer) <= width) {
      current = longer;
      continue;
    }
    if (current !== '') lines.push(current);
    current = word;
  }
  return [...lines, current];
}
