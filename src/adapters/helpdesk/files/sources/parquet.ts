import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUUIDValue,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api';
import { checkRegular } from './regular-file.ts';
import type { Line, Source } from './source.ts';
import { explainFileError, unreadable } from '../unreadable.ts';

const settings = {
  threads: '1',
  memory_limit: '1GB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};
const naive = [
  DuckDBTimestampValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBDateValue,
];

/** A path of which DuckDB takes every character as it stands. */
function literal(path: string): string {
  return resolve(path).replaceAll(/[*?[]/g, '[$&]');
}

function integer(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** A value as JSON would hold it; a time becomes ISO 8601 text, with Z where the file says which instant it is. */
function plain(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') return integer(value);
  if (value instanceof DuckDBTimestampTZValue && value.isFinite) {
    return new Date(Number(value.micros / 1000n)).toISOString();
  }
  if (naive.some((kind) => value instanceof kind)) return String(value);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBUUIDValue) return String(value);
  if (value instanceof DuckDBListValue) return value.items.map(plain);
  return value;
}

/** A connection that can read the file, as `file`, and nothing kept of it afterwards. */
async function connect(): Promise<DuckDBConnection & Disposable> {
  const instance = await DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  return Object.assign(connection, {
    [Symbol.dispose]() {
      connection.closeSync();
      instance.closeSync();
    },
  });
}

async function readColumns(path: string): Promise<string[]> {
  using connection = await connect();
  const result = await connection.stream('SELECT * FROM read_parquet(?) LIMIT 0', [literal(path)]);
  return result.columnNames();
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  using connection = await connect();
  let number = 0;
  try {
    const result = await connection.stream('SELECT * FROM read_parquet(?)', [literal(path)]);
    const names = result.columnNames();
    for await (const rows of result.yieldRows()) {
      for (const row of rows) {
        number += 1;
        yield { number, cells: new Map(names.map((name, index) => [name, plain(row[index] ?? null)])) };
      }
    }
  } catch {
    throw unreadable(path, `it is damaged after row ${number}; export it again`);
  }
}

/**
 * Open a Parquet file, read by a database of its own that is gone afterwards. A line's number is its row, from 1.
 * @throws UserError when it is not Parquet or cannot be opened
 */
export async function openParquet(path: string): Promise<Source> {
  await checkRegular(path);
  await access(path, constants.R_OK).catch((error: unknown) => explainFileError(path, error));
  const columns = await readColumns(path).catch(() => {
    throw unreadable(path, 'it is not a Parquet file, or it is damaged; export it again');
  });
  return { columns, lines: () => linesOf(path) };
}
