/**
 * `npm run bench -- [--tickets 100000,1000000] [--postgres] [--million10]`: how fast answers and ingest are, beside
 * statements written by hand and beside PostgreSQL, in one run. Fails where the sides give different numbers.
 * `npm run bench -- --sync 1000000`: the memory of a whole program while it reads a Zendesk of so many tickets.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measure, type Measured } from './measure.ts';
import { answersReport, sizesReport, syncTable } from './report.ts';
import { measureSync } from './sync.ts';

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '100000,1000000' },
    postgres: { type: 'boolean', default: false },
    million10: { type: 'boolean', default: false },
    sync: { type: 'string' },
    /** The size this process measures, for the one that started it. */
    only: { type: 'string' },
  },
});

if (values.only !== undefined) {
  process.send?.(await measure(Number(values.only), { isWithPostgres: values.postgres }));
  process.disconnect();
} else if (values.sync === undefined) await measureAll();
else process.stdout.write(`${machine()}\n\n${syncTable(await measureSync(sizeOf(values.sync)))}\n`);

async function measureAll(): Promise<void> {
  const sizes = [...values.tickets.split(',').map(sizeOf), ...(values.million10 ? [10_000_000] : [])];
  const all: Measured[] = [];
  process.stdout.write(`${machine()}\n\n`);
  for (const size of sizes) {
    process.stderr.write(`measuring ${size} tickets …\n`);
    const measured = await measureApart(size);
    process.stdout.write(`${answersReport(measured)}\n\n`);
    all.push(measured);
  }
  process.stdout.write(`${sizesReport(all)}\n`);
}

function machine(): string {
  return `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown kind'}, Node ${process.version}`;
}

function sizeOf(tickets: string): number {
  const size = Number(tickets);
  if (Number.isSafeInteger(size) && size >= 10_000) return size;
  throw new RangeError(`tickets are whole numbers from 10000 on, such as 100000,1000000, not ${tickets}`);
}

/** In a process of its own, so that memory is its own as well. */
async function measureApart(size: number): Promise<Measured> {
  const settings = ['--only', String(size), ...(values.postgres ? ['--postgres'] : [])];
  const child = fork(import.meta.filename, settings);
  const answered = once(child, 'message');
  const [code] = await Promise.race([once(child, 'exit'), answered.then(() => [0])]);
  if (code !== 0) throw new Error(`measuring ${size} tickets failed`);
  const [measured] = await answered;
  return measured as Measured;
}
