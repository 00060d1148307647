import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from '../../src/helpdesk.ts';
import { askBot } from '../../src/terminal/bot-socket.ts';
import type { Invocation } from '../../src/terminal/invocation.ts';
import type { Outcome as Told } from '../../src/terminal/outcome.ts';
import { folderOf } from './folder.ts';
import { giveQueue } from './made-queue.ts';
import { runTerminal, startProgram, type Outcome, type Program } from './program.ts';

/** Rows of a desk as an import reads them: instants are ISO 8601. */
export type DeskRows = { readonly [T in Table]?: readonly Readonly<Record<string, unknown>>[] };

type Env = Readonly<Record<string, string>>;

/** The folder a Deskpulse lives in: its deskpulse.yaml and its data. */
export interface Home extends AsyncDisposable {
  readonly path: string;
  readonly data: string;
  start(env?: Env): Promise<Program>;
  terminal(args: readonly string[], env?: Env): Promise<Outcome>;
  /** What a terminal is told by the bot that runs here. */
  ask(asked: Invocation): Promise<Told>;
  /** Import these rows into the desk `acme`. */
  importRows(rows: DeskRows): Promise<void>;
  /** Another one with the same data and another configuration. Nothing may run here meanwhile. */
  copy(config?: object): Promise<Home>;
}

interface Opening {
  readonly config?: object;
  readonly desk?: DeskRows;
  /** A bot that starts there for the first time makes its queue itself. Otherwise it finds an empty one, which saves seconds. */
  readonly isFresh?: boolean;
}

/** A new home, gone when disposed of. */
export async function openHome({ config = {}, desk, isFresh = false }: Opening = {}): Promise<Home> {
  const home = await settle(config, { isFresh });
  if (desk) await home.importRows(desk);
  return home;
}

async function settle(config: object, { from, isFresh = false }: { from?: string; isFresh?: boolean }): Promise<Home> {
  const path = await mkdtemp(join(tmpdir(), 'deskpulse-home-'));
  const data = join(path, 'data');
  // JSON is YAML.
  await writeFile(join(path, 'deskpulse.yaml'), JSON.stringify(config));
  if (from !== undefined) await cp(from, data, { recursive: true });
  const terminal: Home['terminal'] = (args, env = {}) => runTerminal(args, { data, env });
  return {
    path,
    data,
    terminal,
    async start(env = {}) {
      if (!isFresh) await giveQueue(data);
      return await startProgram({ cwd: path, env: { LOG_LEVEL: 'warn', ...env } });
    },
    async ask(asked) {
      const told = await askBot(data, asked, () => undefined);
      if (!told) throw new Error('no bot runs here');
      return told;
    },
    async importRows(desk) {
      const files = Object.entries(desk).map(([table, rows]) => [`${table}.jsonl`, rows.map(toLine).join('')]);
      await using folder = await folderOf(Object.fromEntries(files));
      const { code, stderr } = await terminal(['import', folder.path, '--desk', 'acme']);
      if (code !== 0) throw new Error(stderr);
    },
    copy: (config = {}) => settle(config, { from: data }),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

function toLine(row: object): string {
  return `${JSON.stringify(row)}\n`;
}
