const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Emoji_Presentation}\u{3000}-\u{303F}\u{FF01}-\u{FF60}\u{FFE0}-\u{FFE6}]|\u{FE0F}/u;
const zero = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** Terminal columns a text takes: East Asian characters and emoji take two, combining marks none. */
export function cellWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += zero.test(segment) ? 0 : wide.test(segment) ? 2 : 1;
  return width;
}

/** At most `width` columns of a text, the last of them a `…` where something was cut off. */
export function cutToWidth(text: string, width: number): string {
  if (cellWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += cellWidth(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
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
