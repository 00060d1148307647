/**
 * `npm run bench -- [--tickets 100000,1000000] [--postgres] [--million10]`: how fast answers and ingest are, beside
 * statements written by hand and beside PostgreSQL, in one run. Fails where the sides give different numbers.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measure, type Measured } from './measure.ts';
import { report } from './report.ts';

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '100000,1000000' },
    postgres: { type: 'boolean', default: false },
    million10: { type: 'boolean', default: false },
    /** The size this process measures, for the one that started it. */
    only: { type: 'string' },
  },
});

if (values.only === undefined) await measureAll();
else {
  process.send?.(await measure(Number(values.only), { isWithPostgres: values.postgres }));
  process.disconnect();
}

async function measureAll(): Promise<void> {
  const sizes = [...values.tickets.split(',').map(Number), ...(values.million10 ? [10_000_000] : [])];
  const wrong = sizes.find((size) => !Number.isSafeInteger(size) || size < 10_000);
  if (wrong !== undefined) throw new RangeError(`--tickets takes whole numbers from 10000 on, such as 100000,1000000`);
  const all: Measured[] = [];
  for (const size of sizes) {
    process.stderr.write(`measuring ${size} tickets …\n`);
    all.push(await measureApart(size));
  }
  process.stdout.write(
    `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown kind'}, Node ${process.version}\n\n${report(all)}\n`,
  );
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
