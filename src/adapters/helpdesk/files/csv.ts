import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import type { Line, Source } from './source.ts';
import { unreadable } from './unreadable.ts';
import { checkUtf8 } from './utf8.ts';

/** Bytes of one row; more is, as a rule, a quote that is never closed. */
const longestRow = 1 << 26;

function linesIn(record: readonly string[]): number {
  let count = 1;
  for (const field of record) {
    if (field.includes('\n') || field.includes('\r')) count += field.split(/\r\n|\n|\r/).length - 1;
  }
  return count;
}

/** Records with the line each begins in. Quotes inside a field are kept as they stand; blank lines are left out. */
async function* records(path: string, delimiter: string): AsyncGenerator<{ number: number; record?: string[] }> {
  let readable = Infinity;
  const parser = parse({
    bom: true,
    delimiter,
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
  let number = 1;
  let count = 0;
  for await (const record of pipeline(createReadStream(path), parser, () => undefined) as AsyncIterable<string[]>) {
    count += 1;
    if (count > readable) break;
    if (record.length > 1 || record[0]?.trim()) yield { number, record };
    number += linesIn(record);
  }
  if (readable < Infinity) yield { number };
}

async function readHeader(path: string, delimiter: string): Promise<string[]> {
  for await (const { record } of records(path, delimiter)) {
    const names = (record ?? []).map((name) => name.trim());
    const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
    if (twice !== undefined) throw unreadable(path, `its header names ${JSON.stringify(twice)} twice`);
    return names;
  }
  throw unreadable(path, 'it is empty; its first line must name the columns');
}

/**
 * Open a CSV file: UTF-8, a header line, quotes doubled inside quotes, any line ending.
 * @throws UserError when it is not UTF-8, has no header or cannot be opened
 */
export async function openCsv(path: string, delimiter: string): Promise<Source> {
  await checkUtf8(path);
  const header = await readHeader(path, delimiter);

  async function* lines(): AsyncGenerator<Line> {
    let isHeader = true;
    for await (const { number, record } of records(path, delimiter)) {
      if (isHeader) {
        isHeader = false;
      } else if (!record) {
        yield { number, problem: 'a quote opened in this row is never closed; neither it nor what follows was read' };
      } else if (record.length !== header.length) {
        yield { number, problem: `expected ${header.length} fields as in the header, got ${record.length}` };
      } else {
        yield { number, cells: new Map(header.map((name, index) => [name, record[index]])) };
      }
    }
  }
  return { columns: header.filter((name) => name !== ''), lines };
}
