import { unreadable } from '../unreadable.ts';
import { findEncoding, textOf } from './encoding.ts';
import { lookAt } from './first-rows.ts';
import { rowOf } from './json-object.ts';
import { checkRegular } from './regular-file.ts';
import type { FileShape, Line, Source } from './source.ts';

/** Characters of one row; more is, as a rule, a quote that is never closed. */
const longestRow = 1 << 26;

/**
 * The texts of the elements of a file's array, which is the whole file or a member of the object that is: the first that
 * holds an object. One element is held in memory at a time.
 */
async function* elementsOf(pieces: AsyncIterable<string>, path: string): AsyncGenerator<string> {
  let depth = 0;
  let isQuoted = false;
  let isEscaped = false;
  /** Whether a bracket was opened that may be the array's: what comes next tells. */
  let isOpening = false;
  /** Depth inside the array, once it is found. */
  let within: number | undefined;
  let element = '';
  for await (const piece of pieces) {
    let start = 0;
    for (let index = 0; index < piece.length; index += 1) {
      const sign = piece.charAt(index);
      if (isQuoted) {
        if (isEscaped) isEscaped = false;
        else if (sign === '\\') isEscaped = true;
        else if (sign === '"') isQuoted = false;
        continue;
      }
      if (isOpening && /\S/.test(sign)) {
        isOpening = false;
        if (depth === 1 || sign === '{') {
          within = depth;
          start = index;
        }
      }
      if (sign === '"') isQuoted = true;
      else if (sign === '[' || sign === '{') {
        depth += 1;
        isOpening = within === undefined && sign === '[' && depth <= 2;
      } else if (sign === ']' || sign === '}') {
        depth -= 1;
        if (within === undefined || depth >= within) continue;
        const last = element + piece.slice(start, index);
        if (last.trim() !== '') yield last;
        return;
      } else if (sign === ',' && depth === within) {
        yield element + piece.slice(start, index);
        element = '';
        start = index + 1;
      }
    }
    if (within === undefined) continue;
    element += piece.slice(start);
    if (element.length > longestRow)
      throw unreadable(path, 'one of its elements is longer than 64 MB; export it again');
  }
  throw unreadable(
    path,
    within === undefined ? 'it holds no array of objects' : 'it ends within its array; export it again',
  );
}

async function* linesOf(path: string, encoding: string): AsyncGenerator<Line> {
  let number = 0;
  for await (const text of elementsOf(textOf(path, encoding), path)) {
    number += 1;
    yield rowOf(text, number);
  }
}

/**
 * Open a file that holds an array of JSON objects. A line's number is its place in the array, from 1.
 * @throws UserError when it is no text, holds none, or cannot be opened
 */
export async function openJson(path: string, shape: FileShape): Promise<Source> {
  await checkRegular(path);
  const { name, remark } = shape.encoding === undefined ? await findEncoding(path) : { name: shape.encoding };
  const { columns, seen, objects } = await lookAt(linesOf(path, name));
  if (seen > 0 && objects === 0) throw unreadable(path, `none of the first ${seen} elements of its array is an object`);
  return {
    columns: seen === 0 ? undefined : columns,
    isOpen: true,
    remarks: remark === undefined ? [] : [remark],
    lines: () => linesOf(path, name),
  };
}
