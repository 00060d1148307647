import type { Line } from './source.ts';

/** Levels within a value; one that has more is no row of anything. */
const deepest = 64;

/** A JSON object as a row: its own members, and those of objects within it as `via.channel`. */
export function rowOf(text: string, number: number): Line {
  const problem = 'expected a JSON object';
  if (isDeep(text)) return { number, problem: `expected a JSON object of at most ${deepest} levels` };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { number, problem };
    const cells = new Map<string, unknown>();
    flatten(value, '', cells);
    return { number, cells };
  } catch (error) {
    if (error instanceof SyntaxError) return { number, problem };
    throw error;
  }
}

function flatten(value: object, prefix: string, cells: Map<string, unknown>): void {
  for (const [name, cell] of Object.entries(value)) {
    const path = `${prefix}${name.normalize('NFC')}`;
    if (!cells.has(path)) cells.set(path, cell);
    if (typeof cell === 'object' && cell !== null && !Array.isArray(cell)) flatten(cell, `${path}.`, cells);
  }
}

function isDeep(text: string): boolean {
  if (text.length <= deepest) return false;
  let depth = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isQuoted) {
      if (code === 92) index += 1;
      else if (code === 34) isQuoted = false;
    } else if (code === 34) {
      isQuoted = true;
    } else if (code === 91 || code === 123) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (code === 93 || code === 125) {
      depth -= 1;
    }
  }
  return false;
}
