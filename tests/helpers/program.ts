/** Deskpulse itself as a child process: the bot, and the terminal's commands. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { endChildWithTest, killGroup } from './child.ts';
import { throwIfOver } from './test-scope.ts';

type Env = Readonly<Record<string, string>>;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program extends AsyncDisposable {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** Its data folder. */
  readonly data: string;
  readonly pid: number;
  /** What it has written so far. */
  readonly stdout: string;
  readonly stderr: string;
  readonly exited: Promise<Exit>;
  /** Wait until stdout or stderr matches. @throws when the program ends before */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  /** @returns the exit code, null when the signal ended it */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  kill9(): Promise<void>;
}

export interface Start {
  /** Beside PATH, HOME, PORT=0 and what spares Node from compiling again, all that it sees. */
  readonly env?: Env;
  /** What is run instead of `node src/main.ts`. */
  readonly command?: readonly [string, ...string[]];
  readonly args?: readonly string[];
  /** The folder it runs in, with its deskpulse.yaml and `./data`; otherwise an empty one, gone when disposed of. */
  readonly cwd?: string;
}

export const projectFolder = join(import.meta.dirname, '../..');
const node = [process.execPath, '--disable-warning=ExperimentalWarning'] as const;
/** A program that ends by itself leaves here what it compiled, and the next need not. */
const compiled = { NODE_COMPILE_CACHE: join(projectFolder, 'node_modules/.cache/compiled') };

/** Start the bot and wait for its address. @throws with what it wrote when it ends before */
export async function startProgram({ env = {}, command, args = [], cwd }: Start = {}): Promise<Program> {
  const folder = cwd ?? mkdtempSync(join(tmpdir(), 'deskpulse-'));
  const [file, ...rest] = [...(command ?? [...node, join(projectFolder, 'src/main.ts')]), ...args] as const;
  const child = launch(file, rest, { cwd: folder, env: { PORT: '0', ...env } });
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (written.stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (written.stderr += chunk));
  let exit: Exit | undefined;
  const exited = ended(child).then((how) => (exit = how));

  async function waitFor(pattern: RegExp): Promise<RegExpExecArray> {
    while (true) {
      const isOver = exit !== undefined;
      const found = pattern.exec(written.stdout) ?? pattern.exec(written.stderr);
      if (found) return found;
      if (isOver) throw new Error(`ended before ${pattern}:\n${written.stdout}${written.stderr}`);
      throwIfOver();
      await sleep(20);
    }
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    child.kill(signal);
    return (await exited).code;
  }

  async function dispose(): Promise<void> {
    killGroup(child);
    await exited;
    if (cwd === undefined) rmSync(folder, { recursive: true, force: true });
  }

  try {
    const [, url = ''] = await waitFor(/^Deskpulse listens on (\S+)\/$/m);
    const { pid } = child;
    if (pid === undefined) throw new Error('a program that speaks has a process id');
    return {
      url,
      data: resolve(folder, env['DESKPULSE_DATA'] ?? 'data'),
      pid,
      get stdout() {
        return written.stdout;
      },
      get stderr() {
        return written.stderr;
      },
      exited,
      waitFor,
      stop: (signal = 'SIGTERM') => end(signal),
      async kill9() {
        await end('SIGKILL');
      },
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Run the bot where it cannot start, until it ends. */
export function runProgram({ env = {}, cwd }: { env?: Env; cwd: string }): Promise<Outcome> {
  return start([join(projectFolder, 'src/main.ts')], { cwd, env: { PORT: '0', ...env } }).outcome;
}

/** Run one of the terminal's commands on a data folder, beside which deskpulse.yaml is looked for. */
export function runTerminal(args: readonly string[], place: { env?: Env; data: string }): Promise<Outcome> {
  return startTerminal(args, place).outcome;
}

/** The same, and a way to end it at any moment. */
export function startTerminal(args: readonly string[], { env = {}, data }: { env?: Env; data: string }): Running {
  const cwd = dirname(data);
  return start([join(projectFolder, 'src/cli.ts'), ...args], { cwd, env: { DESKPULSE_DATA: data, ...env } });
}

interface Running {
  /** Its code is null when it was killed. */
  readonly outcome: Promise<Outcome>;
  kill9(): void;
}

function start(args: readonly string[], place: { cwd: string; env: Env }): Running {
  const [file, ...flags] = node;
  const child = launch(file, [...flags, ...args], place);
  const outcome = Promise.all([text(child.stdout), text(child.stderr), ended(child)]).then(
    ([stdout, stderr, { code }]) => ({ code, stdout, stderr }),
  );
  return { outcome, kill9: () => void child.kill('SIGKILL') };
}

function launch(file: string, args: readonly string[], { cwd, env }: { cwd: string; env: Env }) {
  const { PATH = '', HOME = '' } = process.env;
  return endChildWithTest(
    spawn(file, args, {
      cwd,
      env: { PATH, HOME, ...compiled, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    }),
  );
}

/** After its output came to an end as well. */
async function ended(child: ChildProcess): Promise<Exit> {
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}
