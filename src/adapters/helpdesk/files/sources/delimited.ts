import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { quote } from '../cells/reading.ts';
import { tidy } from '../cells/text.ts';
import { unreadable } from '../unreadable.ts';
import { findDelimiter } from './delimiter.ts';
import { findEncoding, textOf } from './encoding.ts';
import { checkRegular } from './regular-file.ts';
import type { FileShape, Line, Source } from './source.ts';

/** Bytes of one row; more is, as a rule, a quote that is never closed. */
const longestRow = 1 << 26;
const sampleCharacters = 1 << 16;

/** How a file of delimited text is written. */
interface Dialect {
  readonly delimiter: string;
  readonly encoding: string;
  /** Lines above the header. */
  readonly skip: number;
}

function linesIn(record: readonly string[]): number {
  let count = 1;
  for (const field of record) {
    if (field.includes('\n') || field.includes('\r')) count += field.split(/\r\n|\n|\r/).length - 1;
  }
  return count;
}

/** A text without its first lines. */
async function* withoutLines(pieces: AsyncIterable<string>, count: number): AsyncGenerator<string> {
  let left = count;
  for await (const piece of pieces) {
    let start = 0;
    while (left > 0) {
      const end = piece.indexOf('\n', start);
      if (end < 0) break;
      start = end + 1;
      left -= 1;
    }
    if (left === 0 && start < piece.length) yield piece.slice(start);
  }
}

function bytesOf(path: string, { encoding, skip }: Dialect): AsyncIterable<unknown> {
  if (encoding === 'utf-8' && skip === 0) return createReadStream(path);
  return withoutLines(textOf(path, encoding), skip);
}

/** Records with the line each begins in. Quotes inside a field are kept as they stand; blank lines are left out. */
async function* records(path: string, dialect: Dialect): AsyncGenerator<{ number: number; record?: string[] }> {
  let readable = Infinity;
  const parser = parse({
    bom: true,
    delimiter: dialect.delimiter,
    max_record_size: longestRow,
    // Whatever comes after a quote that was not closed may be part of its field. Records before it are still under way.
    on_skip: () => {
      readable = Math.min(readable, parser.info.records);
      return undefined;
    },
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
  });
  let number = 1 + dialect.skip;
  let count = 0;
  for await (const record of pipeline(bytesOf(path, dialect), parser, () => undefined) as AsyncIterable<string[]>) {
    count += 1;
    if (count > readable) break;
    if (record.length > 1 || record[0]?.trim()) yield { number, record };
    number += linesIn(record);
  }
  if (readable < Infinity) yield { number };
}

/** The text a file begins with, whole lines of it. */
async function sampleOf(path: string, encoding: string): Promise<string> {
  let sample = '';
  for await (const piece of textOf(path, encoding)) {
    sample += piece;
    if (sample.length >= sampleCharacters)
      return sample.slice(0, sample.lastIndexOf('\n', sampleCharacters) + 1) || sample;
  }
  return sample;
}

async function findDialect(path: string, shape: FileShape): Promise<{ dialect: Dialect; remarks: readonly string[] }> {
  const { name: encoding, remark } = shape.encoding === undefined ? await findEncoding(path) : { name: shape.encoding };
  const lines = (await sampleOf(path, encoding)).split('\n');
  // Spreadsheets begin a file so, to tell each other the delimiter.
  const [, told] = /^sep=(.)\r?$/i.exec(lines[shape.skip] ?? '') ?? [];
  const skip = told === undefined ? shape.skip : shape.skip + 1;
  const usual = /\.tsv$/i.test(path) ? '\t' : ',';
  const found = shape.delimiter ?? told ?? findDelimiter(lines.slice(skip).join('\n')) ?? usual;
  const remarks = remark === undefined ? [] : [remark];
  const isFound = shape.delimiter === undefined && found !== usual;
  if (isFound) remarks.push(`its fields are parted by ${found === '\t' ? 'tabs' : quote(found)}, and were read so`);
  return { dialect: { delimiter: found, encoding, skip }, remarks };
}

async function readHeader(path: string, dialect: Dialect): Promise<string[]> {
  for await (const { record } of records(path, dialect)) return (record ?? []).map(tidy);
  throw unreadable(path, 'it is empty; its first line must name the columns');
}

/**
 * Open a file of delimited text: a header line, quotes doubled inside quotes, any line ending. Its encoding and delimiter are
 * found where the mapping names none.
 * @throws UserError when it is no text, has no header or cannot be opened
 */
export async function openDelimited(path: string, shape: FileShape): Promise<Source> {
  await checkRegular(path);
  const { dialect, remarks } = await findDialect(path, shape);
  const header = await readHeader(path, dialect);
  const names = header.filter((name) => name !== '');

  async function* lines(): AsyncGenerator<Line> {
    let isHeader = true;
    for await (const { number, record } of records(path, dialect)) {
      if (isHeader) {
        isHeader = false;
      } else if (!record) {
        yield { number, problem: 'a quote opened in this row is never closed; neither it nor what follows was read' };
      } else if (record.slice(header.length).some((field) => field.trim() !== '')) {
        yield { number, problem: `expected ${header.length} fields as in the header, got ${record.length}` };
      } else {
        // Fields missing at the end are empty.
        yield { number, cells: new Map(header.map((name, index) => [name, record[index]])) };
      }
    }
  }
  const doubled = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return { columns: [...new Set(names)], doubled, remarks, lines };
}
