import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHome } from '../tests/helpers/home.ts';
import { fastClock } from '../tests/helpers/preload.ts';
import { projectFolder, startProgram, type Program } from '../tests/helpers/program.ts';

/** A first load of a whole program. */
export interface Synced {
  readonly tickets: number;
  readonly rows: number;
  readonly seconds: number;
  /** Bytes resident before the first row, and at most from there on. */
  readonly memoryIdle: number;
  readonly memoryPeak: number;
}

/** Milliseconds after which a program that was started has asked for its first page, and after which it is at rest. */
const [asking, settling] = [5000, 30_000];
const progressEvery = 10_000;

/**
 * Let a whole program read a Zendesk account of so many tickets, as it is started but for the rate it may ask at: as fast as it can.
 * @throws Error on a system that is not Linux
 */
export async function measureSync(tickets: number): Promise<Synced> {
  if (process.platform !== 'linux')
    throw new Error(`--sync reads memory from /proc, which ${process.platform} has not`);
  const account = fork(join(import.meta.dirname, 'account.ts'), [String(tickets)]);
  try {
    const [settings] = await once(account, 'message');
    await using home = await openHome({ config: { desks: [settings] } });
    // Where there is no data yet, a start takes more memory than it does ever after.
    const first = await startIn(home.path);
    await sleep(asking);
    await first.stop();
    await using program = await startIn(home.path);
    await sleep(settling);
    // From here on VmHWM is the most since now.
    writeFileSync(`/proc/${program.pid}/clear_refs`, '5');
    const memoryIdle = memoryOf(program, 'VmRSS');
    await once(account, 'message');
    const begin = performance.now();
    const showing = setInterval(() => show(program), progressEvery);
    const [, rows] = await program.waitFor(/"rows":(\d+),"msg":"desk synced"/).finally(() => clearInterval(showing));
    return {
      tickets,
      rows: Number(rows),
      seconds: (performance.now() - begin) / 1000,
      memoryIdle,
      memoryPeak: memoryOf(program, 'VmHWM'),
    };
  } finally {
    account.kill();
  }
}

function show(program: Program): void {
  const rows = [...program.stderr.slice(-2000).matchAll(/"rows":(\d+)/g)].at(-1)?.[1];
  const [now, most] = (['VmRSS', 'VmHWM'] as const).map((field) => Math.round(memoryOf(program, field) / 1e6));
  process.stderr.write(`${rows ?? 0} rows, ${now} MB, ${most} MB at most\n`);
}

/** As `npm start` does. */
function startIn(cwd: string): Promise<Program> {
  const { config } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
  const flags = String(config.node).split(' ');
  const command = [process.execPath, ...flags, join(projectFolder, 'src/main.ts')] as const;
  return startProgram({ cwd, command, env: { LOG_LEVEL: 'info', ...fastClock() } });
}

function memoryOf({ pid }: Program, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return 1024 * Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
}
