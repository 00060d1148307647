import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { explainFileError, unreadable } from '../unreadable.ts';

/** How a file's bytes become text. */
export interface Encoding {
  /** As `TextDecoder` knows it. */
  readonly name: string;
  /** What is to be said of it; absent for UTF-8. */
  readonly remark?: string;
}

const utf8: Encoding = { name: 'utf-8' };
const chunkBytes = 1 << 20;
/** Bytes that Windows-1252 has no letter for. */
const unused = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

export function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * The encoding of a text file, found by reading all of it: UTF-8, UTF-16, or what spreadsheets on Windows write.
 * @throws UserError for a file that is none of these, naming the line, or that cannot be opened
 */
export async function findEncoding(path: string): Promise<Encoding> {
  const start = await beginning(path);
  const wide = utf16(start);
  if (wide !== undefined) return { name: wide, remark: `it is written in ${wide.toUpperCase()}, and was read so` };
  const damage = await firstDamage(path);
  if (damage === undefined) return utf8;
  const { letters, bytes, isCut, isText } = await survey(path);
  // Letters of several bytes do not come about by chance: the file is UTF-8, and damaged.
  if (!isText || letters > bytes || isCut) {
    throw unreadable(path, `it is not UTF-8 near line ${damage}; save it as UTF-8`);
  }
  return {
    name: 'windows-1252',
    remark: 'it is not UTF-8, and was read as Windows-1252; encoding: in a mapping names another',
  };
}

/** A file's text, a piece at a time, without a byte order mark. */
export async function* textOf(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

async function beginning(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: unknown) => explainFileError(path, error));
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    return explainFileError(path, error);
  } finally {
    await file.close();
  }
}

/** By its mark, or, without one, by the empty half of its Latin letters. */
function utf16(start: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const even = start.filter((byte, index) => index % 2 === 0 && byte === 0).length;
  const odd = start.filter((byte, index) => index % 2 === 1 && byte === 0).length;
  const many = start.length / 4;
  if (start.length < 8 || Math.max(even, odd) < many || Math.min(even, odd) > many / 8) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** The line near which a file is not UTF-8. */
async function firstDamage(path: string): Promise<number | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = 0;
  let last = new Uint8Array();
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
      last = chunk;
      decoder.decode(chunk, { stream: true });
      lines += countNewlines(chunk);
    }
    last = new Uint8Array();
    decoder.decode();
    return undefined;
  } catch (error) {
    if (!(error instanceof TypeError)) explainFileError(path, error);
    const text = new TextDecoder().decode(last);
    return lines + text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
  }
}

/** How much of a file speaks for UTF-8 and how much against it. */
async function survey(path: string): Promise<{ letters: number; bytes: number; isCut: boolean; isText: boolean }> {
  let [letters, bytes, expected, started] = [0, 0, 0, 0];
  let isText = true;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      if (byte === 0 || unused.has(byte)) isText &&= expected > 0 && byte !== 0;
      if (expected > 0 && byte >= 0x80 && byte < 0xc0) {
        expected -= 1;
        if (expected === 0) letters += 1;
        continue;
      }
      if (expected > 0) bytes += started - expected + 1;
      expected =
        byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xc2 && byte < 0xe0 ? 1 : 0;
      started = expected;
      if (byte >= 0x80 && expected === 0) bytes += 1;
    }
  }
  return { letters, bytes, isCut: expected > 0 && bytes === 0, isText };
}

function countNewlines(chunk: Uint8Array): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1;
  return count;
}
