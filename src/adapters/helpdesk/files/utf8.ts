import { createReadStream } from 'node:fs';
import { explainFileError, unreadable } from './unreadable.ts';

function countNewlines(chunk: Uint8Array): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1;
  return count;
}

function lineOfDamage(chunk: Uint8Array, linesBefore: number): number {
  const text = new TextDecoder().decode(chunk);
  return linesBefore + text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
}

/**
 * Read a whole file to see that it is UTF-8.
 * @throws UserError that names the line, or what keeps the file from being read
 */
export async function checkUtf8(path: string): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = 0;
  let last = new Uint8Array();
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      last = chunk;
      decoder.decode(chunk, { stream: true });
      lines += countNewlines(chunk);
    }
    last = new Uint8Array();
    decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) explainFileError(path, error);
    throw unreadable(path, `it is not UTF-8 near line ${lineOfDamage(last, lines)}; save it as UTF-8`);
  }
}
