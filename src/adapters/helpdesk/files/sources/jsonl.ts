import { unreadable } from '../unreadable.ts';
import { findEncoding, textOf } from './encoding.ts';
import { lookAt } from './first-rows.ts';
import { rowOf } from './json-object.ts';
import { checkRegular } from './regular-file.ts';
import type { FileShape, Line, Source } from './source.ts';

/** Lines split at \n alone: JSON text may hold every other separator. */
async function* textLines(path: string, encoding: string): AsyncGenerator<string> {
  let pieces: string[] = [];
  for await (const text of textOf(path, encoding)) {
    const [first = '', ...rest] = text.split('\n');
    pieces.push(first);
    for (const line of rest) {
      yield pieces.join('');
      pieces = [line];
    }
  }
  yield pieces.join('');
}

async function* linesOf(path: string, encoding: string): AsyncGenerator<Line> {
  let number = 0;
  for await (const text of textLines(path, encoding)) {
    number += 1;
    if (text.trim() === '') continue;
    const line = rowOf(text, number);
    yield 'problem' in line ? { ...line, problem: `${line.problem} in one line` } : line;
  }
}

/**
 * Open a file of JSON objects, one a line.
 * @throws UserError when it is no text, none of its first lines is an object, or it cannot be opened
 */
export async function openJsonl(path: string, shape: FileShape): Promise<Source> {
  await checkRegular(path);
  const { name, remark } = shape.encoding === undefined ? await findEncoding(path) : { name: shape.encoding };
  const { columns, seen, objects } = await lookAt(linesOf(path, name));
  if (seen > 0 && objects === 0) throw unreadable(path, `none of its first ${seen} lines is a JSON object`);
  return {
    columns: seen === 0 ? undefined : columns,
    isOpen: true,
    remarks: remark === undefined ? [] : [remark],
    lines: () => linesOf(path, name),
  };
}
