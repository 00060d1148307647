import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Columns a text takes in a fixed-width font: East Asian characters and emoji take two, combining marks none. */
export function cellWidth(text: string): number {
  return stringWidth(text);
}

/** At most `width` columns of a text, the last of them a `…` where something was cut off. */
export function cutToWidth(text: string, width: number): string {
  let used = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    if (used < width) end = index;
    used += cellWidth(segment);
    if (used > width) return `${text.slice(0, end)}…`;
  }
  return text;
}

/** Fills up with spaces to `width` columns. */
export function pad(text: string, { width, align }: { width: number; align: 'left' | 'right' }): string {
  const space = ' '.repeat(Math.max(0, width - cellWidth(text)));
  return align === 'right' ? space + text : text + space;
}

/** All texts in the columns of the longest, at most `widest`. */
export function padAlike(texts: readonly string[], widest: number): string[] {
  const width = Math.min(widest, Math.max(0, ...texts.map(cellWidth)));
  return texts.map((text) => pad(cutToWidth(text, width), { width, align: 'left' }));
}
