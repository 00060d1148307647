import { createReadStream } from 'node:fs';
import type { Line, Source } from './source.ts';
import { unreadable } from './unreadable.ts';
import { checkUtf8 } from './utf8.ts';

/** Rows looked at for the columns, as a row may leave out what it does not know. */
const sample = 100;

/** Lines split at \n alone: JSON text may hold every other separator. */
async function* textLines(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    const [first = '', ...rest] = decoder.decode(chunk, { stream: true }).split('\n');
    pieces.push(first);
    for (const line of rest) {
      yield pieces.join('');
      pieces = [line];
    }
  }
  pieces.push(decoder.decode());
  yield pieces.join('');
}

function parseLine(text: string, number: number): Line {
  const problem = 'expected a JSON object in one line';
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { number, problem };
    return { number, cells: new Map(Object.entries(value)) };
  } catch (error) {
    if (error instanceof SyntaxError) return { number, problem };
    throw error;
  }
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  let number = 0;
  for await (const text of textLines(path)) {
    number += 1;
    if (text.trim() !== '') yield parseLine(text, number);
  }
}

/**
 * Open a file of JSON objects, one a line.
 * @throws UserError when it is not UTF-8, none of its first lines is an object, or it cannot be opened
 */
export async function openJsonl(path: string): Promise<Source> {
  await checkUtf8(path);
  const columns = new Set<string>();
  let seen = 0;
  let objects = 0;
  for await (const line of linesOf(path)) {
    seen += 1;
    if ('cells' in line) {
      objects += 1;
      for (const name of line.cells.keys()) columns.add(name);
    }
    if (seen === sample) break;
  }
  if (seen > 0 && objects === 0) throw unreadable(path, `none of its first ${seen} lines is a JSON object`);
  return { columns: seen === 0 ? undefined : [...columns], lines: () => linesOf(path) };
}
