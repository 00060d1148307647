import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  JSDuckDBValueConverter,
  listValue,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBMaterializedResult,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { z } from 'zod';
import { UserError } from '../../errors.ts';
import { pages, parseRows } from './rows.ts';
import type { Reader, Store, Transaction, Value } from '../store.ts';

/** Rows a data chunk can hold: DuckDB's vector size. */
const chunkRows = 2048;
const readers = 4;

/** What DuckDB may take. */
interface Means {
  readonly megabytes: number;
  readonly threads: number;
}

/**
 * Answers over a million tickets fit into two thirds of it; what does not fit is put on disk beside the file meanwhile. With
 * what the process itself needs it stays below 1 GB there.
 */
const ample: Means = { megabytes: 384, threads: 2 };
/** In a first load its pages come one after the other, each a small one: with more it would not be faster, only larger. */
const frugal: Means = { megabytes: 32, threads: 1 };

/**
 * Open a DuckDB file, creating it when missing. Migrations are not run.
 * @param path of the file, or `:memory:`
 * @throws UserError `store-in-use` when another process holds the file
 */
export async function openDuckDb(path: string): Promise<Store> {
  const settings = {
    memory_limit: `${ample.megabytes}MB`,
    threads: String(ample.threads),
    preserve_insertion_order: 'false',
    // A table that grows holds a block a column in memory: a quarter of DuckDB's usual ones. Answers are as fast.
    default_block_size: '65536',
    // What a statement no longer needs goes back to the system at once: 40 MB less while a desk is read in.
    allocator_flush_threshold: '1MB',
    allocator_bulk_deallocation_flush_threshold: '1MB',
  };
  const instance = await DuckDBInstance.fromCache(path, settings).catch((cause: unknown) => {
    throw explain(path, cause);
  });
  const [writer, control] = [await instance.connect(), await instance.connect()];
  const idle = await Promise.all(Array.from({ length: readers }, () => instance.connect()));
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let means = ample;
  let forLoads = frugal;
  let granted: Promise<unknown> = Promise.resolve();

  /** One grant after the other, so that the last one stands. Memory in use is not taken away: then there is more of it. */
  async function grant(wanted: Means): Promise<void> {
    if (means !== wanted) {
      means = wanted;
      const { megabytes, threads } = wanted;
      const change = () => control.run(`SET threads = ${threads}; SET memory_limit = '${megabytes}MB'`);
      granted = granted.then(change).catch(() => undefined);
    }
    await granted;
  }

  async function takeReader(): Promise<DuckDBConnection> {
    return idle.pop() ?? (await new Promise<DuckDBConnection>((resolve) => waiting.push(resolve)));
  }

  async function withReader<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
    const connection = await takeReader();
    try {
      await grant(ample);
      return await work(connection);
    } finally {
      const next = waiting.shift();
      if (next) next(connection);
      else idle.push(connection);
    }
  }

  /**
   * A page that fails with little is tried again with twice as much, and so on, and those after it begin so: the larger a store
   * the more they need.
   */
  async function runLoad<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const isAnswering = idle.length < readers;
    if (!isAnswering) await grant(forLoads);
    // An answer that comes meanwhile may have more granted, too late for the page.
    const begunWith = means;
    try {
      return await runTransaction(work);
    } catch (error) {
      if (begunWith.megabytes >= ample.megabytes) throw error;
      forLoads = { ...frugal, megabytes: Math.min(2 * begunWith.megabytes, ample.megabytes) };
      return await runLoad(work);
    }
  }

  async function runTransaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const made = new Set<string>();
    await writer.run('BEGIN');
    try {
      const result = await work(transactionOn(writer, made));
      await writer.run('COMMIT');
      return result;
    } catch (error) {
      await writer.run('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      // Left until the next page they would take the memory of both.
      for (const table of made) await writer.run(`DROP TABLE IF EXISTS temp.${table}`);
    }
  }

  return {
    query: (sql, values, row) => withReader((connection) => snapshotOf(connection).query(sql, values, row)),
    transaction(work, { isLoad = false } = {}) {
      const mine = last.then(() => (isLoad ? runLoad(work) : grant(ample).then(() => runTransaction(work))));
      last = mine.catch(() => undefined);
      return mine;
    },
    async [Symbol.asyncDispose]() {
      await last;
      await granted;
      // A connection closed under a running statement takes the process with it: hold all of them first.
      for (const connection of await Promise.all(Array.from({ length: readers }, takeReader))) connection.closeSync();
      writer.closeSync();
      control.closeSync();
      instance.closeSync();
    },
  };
}

/**
 * A reader whose statements are prepared and run in one transaction. Left to itself DuckDB prepares in one and runs in the
 * next, and lays out by what the tables hold at first: of a row that comes in between it would give wrong text and numbers.
 */
function snapshotOf(connection: DuckDBConnection): Reader {
  return readerOn(connection, async (run) => {
    await connection.run('BEGIN');
    try {
      return await run();
    } finally {
      await connection.run('ROLLBACK');
    }
  });
}

type Running = (run: () => Promise<DuckDBMaterializedResult>) => Promise<DuckDBMaterializedResult>;

function readerOn(connection: DuckDBConnection, running: Running = (run) => run()): Reader {
  return {
    async query(sql, values, row) {
      const result = await running(() => runOne(connection, { sql, values }));
      const names = result.columnNames();
      const rows: z.output<typeof row>[] = [];
      for (let place = 0; place < result.chunkCount; place += 1) {
        const plain = rowsOf(result.getChunk(place)).map((cells) =>
          Object.fromEntries(cells.map((cell, index) => [names[index], toPlain(cell)])),
        );
        rows.push(...(await parseRows(plain, row)));
      }
      return rows;
    },
  };
}

/** Each made when it is wanted. */
function* rowsOf(chunk: DuckDBDataChunk): Generator<unknown[]> {
  for (let index = 0; index < chunk.rowCount; index += 1) yield chunk.convertRowValues(index, JSDuckDBValueConverter);
}

/** A single statement. The connection's own `run` looks for several first, and that takes a turn of a thread. */
async function runOne(
  connection: DuckDBConnection,
  { sql, values }: { sql: string; values: readonly Value[] },
): Promise<DuckDBMaterializedResult> {
  const prepared = await connection.prepare(sql);
  try {
    prepared.bind(values.map(toDuckDb), values.map(typeOf));
    return await prepared.run();
  } finally {
    prepared.destroySync();
  }
}

/** @param made takes the names of the temporary tables made */
function transactionOn(connection: DuckDBConnection, made: Set<string>): Transaction {
  async function stageMore(table: string, rows: Iterable<Readonly<Record<string, unknown>>>): Promise<void> {
    const name = `stage_${table}`;
    const appender = await connection.createAppender(name);
    const columns = (await connection.run(`SELECT * FROM ${name} LIMIT 0`)).deduplicatedColumnNames();
    const types = Array.from({ length: appender.columnCount }, (_, index) => appender.columnType(index));
    for (const page of pages(rows, chunkRows)) {
      const chunk = DuckDBDataChunk.create(types, page.length);
      for (const [index, column] of columns.entries()) {
        chunk.setColumnValues(
          index,
          page.map((row) => toCell(row[column], types[index])),
        );
      }
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  return {
    ...readerOn(connection),
    async run(sql, values) {
      return (await runOne(connection, { sql, values })).rowsChanged;
    },
    async stage(table, rows) {
      const name = `stage_${table}`;
      made.add(name);
      // A new one each time: what is deleted from a temporary table keeps its memory.
      await connection.run(`CREATE OR REPLACE TEMP TABLE ${name} AS SELECT * FROM ${table} LIMIT 0`);
      await stageMore(table, rows);
    },
    stageMore,
    async replace(table, key, version) {
      const stage = `stage_${table}`;
      const match = key.map((column) => `t.${column} = s.${column}`).join(' AND ');
      if (version === undefined) {
        await connection.run(`DELETE FROM ${table} t USING ${stage} s WHERE ${match}`);
      } else {
        made.add('found');
        // What costs time is to find them in a large table: it is done once.
        await connection.run(
          `CREATE OR REPLACE TEMP TABLE found AS
           SELECT t.rowid AS old, s.rowid AS new, coalesce(t.${version} > s.${version}, FALSE) AS is_newer
           FROM ${table} t JOIN ${stage} s ON ${match}`,
        );
        await connection.run(`DELETE FROM ${stage} WHERE rowid IN (SELECT new FROM found WHERE is_newer)`);
        await connection.run(`DELETE FROM ${table} WHERE rowid IN (SELECT old FROM found WHERE NOT is_newer)`);
      }
      const { rowsChanged } = await connection.run(`INSERT INTO ${table} SELECT * FROM ${stage}`);
      return rowsChanged;
    },
  };
}

function toCell(value: unknown, type: DuckDBType | undefined): DuckDBValue {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return listValue(value.map(String));
  if (typeof value === 'number') return type === BIGINT ? BigInt(value) : value;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  throw new TypeError(`a ${typeof value} cannot be stored`);
}

function toDuckDb(value: Value): DuckDBValue {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
}

/** Whole numbers as BIGINT, so that a comparison with a BIGINT column needs no cast of the column. */
function typeOf(value: Value): DuckDBType {
  if (typeof value === 'boolean') return BOOLEAN;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BIGINT : DOUBLE;
  return VARCHAR;
}

function toPlain(cell: unknown): unknown {
  if (typeof cell === 'bigint') return Number(cell);
  return Array.isArray(cell) ? cell.map(toPlain) : cell;
}

function explain(path: string, cause: unknown): unknown {
  const message = cause instanceof Error ? cause.message : String(cause);
  const holder = /lock[^]*?PID (\d+)/i.exec(message)?.[1];
  if (!holder) return cause;
  return new UserError(
    'store-in-use',
    `The store ${path} is in use by another Deskpulse (process ${holder}). Stop that one first, or set DESKPULSE_DATA to another folder.`,
  );
}
