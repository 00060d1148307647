import type { Reading } from './reading.ts';
import { quote } from './reading.ts';
import { tidy } from './text.ts';

/**
 * A list of words: a JSON array, or words parted by a sign that the mapping names. What is neither is a list of one.
 * @param separator between two words, where the mapping names one
 */
export function readTags(cell: unknown, separator: string | undefined): Reading<readonly string[]> {
  if (Array.isArray(cell)) return listOf(cell);
  if (typeof cell !== 'string') return { value: [tidy(String(cell))] };
  const text = tidy(cell);
  if (text.startsWith('[') && text.endsWith(']')) {
    const list = parse(text);
    if (Array.isArray(list)) return listOf(list);
  }
  if (separator !== undefined) return { value: distinct(text.split(separator)) };
  const likely = [',', ';', '|'].find((sign) => text.includes(sign));
  if (likely === undefined) return { value: [text] };
  return { value: [text], note: `taken as one tag; separator: ${quote(likely)} in a mapping makes it several` };
}

function listOf(list: readonly unknown[]): Reading<readonly string[]> {
  const words = list.filter((tag) => typeof tag === 'string' || typeof tag === 'number').map(String);
  if (words.length === list.length) return { value: distinct(words) };
  return { value: distinct(words), note: 'only its words and numbers were taken as tags' };
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words.map(tidy).filter((word) => word !== ''))];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
