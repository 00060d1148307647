import { cleanText } from '../../../text/clean.ts';
import { cellWidth } from '../../../text/width.ts';

/** Lines of at most `width` columns, cleaned and broken between words; a longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  return cleanText(text)
    .replaceAll('\t', ' ')
    .split('\n')
    .flatMap((line) => wrapLine(line, width));
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
