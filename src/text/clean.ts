import { stripVTControlCharacters } from 'node:util';

/** C0 but for tab and line feed, DEL, and C1, of which U+009B begins a terminal's sequences as ESC does. */
const controls = /[^\P{Cc}\n\t]/gu;
/** Embeddings, overrides and isolates: they would set the order of letters in what stands around the text too. */
const turning = /[\u202A-\u202E\u2066-\u2069]/g;
const lineBreaks = /\r\n|[\r\u0085\u2028\u2029]/g;

/**
 * Somebody else's text, made fit to show: without escape sequences, control characters, the marks that turn the text around
 * it, and halves of surrogate pairs. Line breaks become line feeds; tabs stay. Right-to-left text still reads right, and its
 * own marks U+200E, U+200F and U+061C, which reach no further than their neighbours, stay.
 */
export function cleanText(text: string): string {
  return stripVTControlCharacters(text.toWellFormed())
    .replaceAll(lineBreaks, '\n')
    .replaceAll(controls, '')
    .replaceAll(turning, '');
}

/** As {@link cleanText}, on one line. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replaceAll(/[\n\t]/g, ' ')
    .trim();
}

/** JSON that says the same without showing any of what {@link cleanText} takes away: it is escaped instead. */
export function escapeJson(json: string): string {
  return json.replaceAll(
    /[\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
