import { DatabaseError, TypeOverrides, types, type ClientBase, type Pool, type PoolClient } from 'pg';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { copyRows } from './copy.ts';
import { parseRows } from './rows.ts';
import { openPool } from './postgres-pool.ts';
import type { Reader, Store, Transaction, Value } from '../store.ts';

/** Questions answered at once; the others wait for their turn. */
const readers = 6;
const second = 1000;
/** Names our lock among the advisory locks of the database. */
const writerLock = 0x6465_736b;

/** Whole numbers of any width, and sums of them, as numbers. */
const parsers = new TypeOverrides();
for (const wide of [types.builtins.INT8, types.builtins.NUMERIC]) parsers.setTypeParser(wide, Number);

/**
 * Open a PostgreSQL database. Migrations are not run. Several processes may have it open: their transactions, too, run one
 * after another. A connection that is lost is replaced by the next statement that needs one. PostgreSQL's text knows no
 * NUL: it becomes U+FFFD.
 * @param url `postgres://user:password@host:port/database`
 * @throws UserError `store-unreachable` when it does not answer, `store-unfit` when it cannot tell É from é
 */
export async function openPostgres(url: string): Promise<Store> {
  // Pages are looked up by key; the default, for turning disks, reads whole tables instead.
  const shared = { options: '-c random_page_cost=1.1', types: parsers };
  const reading = openPool(url, { ...shared, max: readers, statement_timeout: 60 * second });
  const writing = openPool(url, {
    ...shared,
    max: 1,
    statement_timeout: 900 * second,
    // Whoever hangs with the lock in hand loses it.
    idle_in_transaction_session_timeout: 60 * second,
  });
  let last: Promise<unknown> = Promise.resolve();

  const store: Store = {
    query: (sql, values, row) => readerOn(reading).query(sql, values, row),
    transaction(work) {
      const mine = last.then(() => runTransaction(writing, work));
      last = mine.catch(() => undefined);
      return mine;
    },
    async [Symbol.asyncDispose]() {
      await last;
      await Promise.all([reading.end(), writing.end()]);
    },
  };
  try {
    await check(store, url);
    return store;
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
}

async function check(store: Reader, url: string): Promise<void> {
  const rows = await store
    .query(`SELECT lower('É') = 'é' AS is_fit`, [], z.object({ is_fit: z.boolean() }))
    .catch((cause: unknown) => {
      throw new UserError(
        'store-unreachable',
        `PostgreSQL at ${placeOf(url)} cannot be used: ${reasonOf(cause)}. Start it or correct DATABASE_URL; without DATABASE_URL the store is in the data folder.`,
      );
    });
  if (rows[0]?.is_fit) return;
  throw new UserError(
    'store-unfit',
    `The database at ${placeOf(url)} does not know that é is the small É: it was made without Unicode. Make one with CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0.`,
  );
}

async function runTransaction<Result>(
  pool: Pool,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    // Read committed: once the lock is ours every statement sees all that was committed before, and nothing changes meanwhile.
    await client.query('SELECT pg_advisory_xact_lock($1)', [writerLock]);
    const result = await work(transactionOn(client));
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT') throw new Error('a transaction went on after one of its statements had failed');
    client.release();
    return result;
  } catch (error) {
    await undo(client);
    throw error;
  }
}

async function undo(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : true);
  }
}

function readerOn(connection: Pick<ClientBase | Pool, 'query'>): Reader {
  return {
    async query(sql, values, row) {
      const { rows } = await connection.query(typed(sql, values), values.map(storable));
      return await parseRows(rows, row);
    },
  };
}

function transactionOn(client: PoolClient): Transaction {
  async function columnsOf(table: string): Promise<string[]> {
    const { fields } = await client.query(`SELECT * FROM ${table} LIMIT 0`);
    return fields.map(({ name }) => name);
  }
  async function stageMore(table: string, rows: Iterable<Readonly<Record<string, unknown>>>): Promise<void> {
    const stage = `stage_${table}`;
    await copyRows(client, { table: stage, columns: await columnsOf(stage) }, rows);
  }
  return {
    ...readerOn(client),
    async run(sql, values) {
      const { rowCount } = await client.query(typed(sql, values), values.map(storable));
      return rowCount ?? 0;
    },
    async stage(table, rows) {
      const stage = `stage_${table}`;
      await client.query(`CREATE TEMP TABLE IF NOT EXISTS ${stage} (LIKE ${table}); TRUNCATE ${stage}`);
      await stageMore(table, rows);
    },
    stageMore,
    async replace(table, key, version) {
      if (version !== undefined) {
        const match = key.map((column) => `t.${column} = s.${column}`).join(' AND ');
        await client.query(
          `DELETE FROM stage_${table} s USING ${table} t WHERE ${match} AND t.${version} > s.${version}`,
        );
      }
      const others = (await columnsOf(table)).filter((column) => !key.includes(column));
      const { rowCount } = await client.query(
        `INSERT INTO ${table} SELECT * FROM stage_${table}
         ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${others.map((column) => `"${column}" = excluded."${column}"`).join(', ')}`,
      );
      return rowCount ?? 0;
    },
  };
}

/** The types that DuckDB is told as well: left to itself, PostgreSQL guesses them from the place. */
function typed(sql: string, values: readonly Value[]): string {
  return sql.replaceAll(/\$(\d+)/g, (placeholder, place: string) => {
    const value = values[Number(place) - 1];
    if (typeof value === 'number')
      return Number.isSafeInteger(value) ? `${placeholder}::bigint` : `${placeholder}::float8`;
    if (typeof value === 'boolean') return `${placeholder}::boolean`;
    return typeof value === 'string' ? `${placeholder}::text` : placeholder;
  });
}

function storable(value: Value): Value {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
}

/** Host and database only: the rest of the address may hold a password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reasonOf(cause: unknown): string {
  if (cause instanceof DatabaseError) return cause.message;
  if (cause instanceof AggregateError) return cause.errors.map(String).join(', ');
  return cause instanceof Error ? cause.message : String(cause);
}
