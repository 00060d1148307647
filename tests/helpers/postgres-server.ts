import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
import { until } from './until.ts';

const program = join(import.meta.dirname, '../fixtures/postgres-program.ts');
const said = z.union([z.object({ url: z.string(), template: z.string() }), z.object({ failure: z.string() })]);

let asked: Promise<z.output<typeof said>> | undefined;

/**
 * Whether there is a PostgreSQL: DATABASE_URL's, else an embedded one, which starts with the first test that asks. In CI
 * its absence is a failure.
 * @returns why the tests that need it are skipped, or undefined
 */
export async function postgresMissing(): Promise<string | undefined> {
  const server = await theServer();
  if (!('failure' in server)) return undefined;
  if (process.env['CI']) throw new Error(server.failure);
  process.stderr.write(`tests on PostgreSQL are skipped: ${server.failure}\n`);
  return server.failure;
}

/** Databases of this worker that nobody uses: emptying one takes a tenth of the time that making one does. */
const idle: string[] = [];

/** A database of one's own, migrated and empty. Disposed of, it is emptied for whoever asks next. */
export async function createDatabase(): Promise<Database> {
  const url = idle.pop() ?? (await makeDatabase()).url;
  return {
    url,
    async [Symbol.asyncDispose]() {
      await onServer(url, emptied);
      idle.push(url);
    },
  };
}

/** A database without any table, for tests that make their own; it is dropped when disposed of. */
export async function createBareDatabase(locale = ''): Promise<Database> {
  return await makeDatabase(`template0 ${locale}`);
}

interface Database extends AsyncDisposable {
  readonly url: string;
}

/** Whoever is still connected is thrown out; the queue goes, and rows from every table but the list of migrations. */
const emptied = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
  DROP SCHEMA IF EXISTS bullmq CASCADE;
  DO $$ DECLARE filled text; BEGIN
    FOR filled IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' LOOP
      EXECUTE format('DELETE FROM %I', filled);
    END LOOP;
  END $$`;

async function makeDatabase(template?: string): Promise<Database> {
  const server = await theServer();
  if ('failure' in server) throw new Error(server.failure);
  const name = `${server.template}_${randomUUID().slice(0, 8)}`;
  await onServer(server.url, `CREATE DATABASE ${name} TEMPLATE ${template ?? server.template}`);
  const url = new URL(server.url);
  url.pathname = name;
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => onServer(server.url, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** The workers of one run share it: whoever makes the folder starts it. */
function theServer(): Promise<z.output<typeof said>> {
  asked ??= (async () => {
    const folder = join(tmpdir(), `deskpulse-postgres-${process.ppid}`);
    const file = join(folder, 'said.json');
    if (isFirst(folder)) {
      const settings = [program, folder, String(process.ppid)];
      spawn(process.execPath, settings, { detached: true, stdio: 'ignore' }).unref();
    }
    await until(() => existsSync(file));
    return said.parse(JSON.parse(readFileSync(file, 'utf8')));
  })();
  return asked;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
  return true;
}
