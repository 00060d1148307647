import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Command, InvalidArgumentError } from 'commander';
import { openChats } from './adapters/chat/index.ts';
import { openApp, openDesks } from './app.ts';
import type { Chat } from './chat.ts';
import { readConfig, type Config } from './config/index.ts';
import { loadDotenv } from './config/dotenv.ts';
import { openLog, type Log } from './log.ts';
import { askBot, socketPath } from './terminal/bot-socket.ts';
import { openMemory } from './store/memory.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';
import type { Invocation } from './terminal/invocation.ts';
import { failure, type Outcome } from './terminal/outcome.ts';
import { run } from './terminal/run.ts';

/** Only the answer goes to stdout. Exit codes: 0, 1 failed, 2 not understood. */
const program = new Command('deskpulse')
  .description('Customer-service KPIs where support teams already talk.')
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) });

interface ImportFlags {
  readonly desk?: string;
  readonly map?: string;
  readonly writeMap?: string;
  readonly acceptRefused?: true;
}

function count(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 1 to 9999999.');
  return Number(text);
}

function whole(text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number of at most 9 digits.');
  return Number(text);
}

program
  .command('kpi')
  .description('ask a question, as after /kpi')
  .argument('[text...]', 'such as "csat last-week"')
  .option('--json', 'print the answer as JSON')
  .option('--now <ISO>', 'answer as of this instant')
  .option('--tz <zone>', 'the zone in which days begin')
  .option('--as <email>', 'ask as this person of the configuration')
  .action((text: string[], { json, now, tz, as }: { json?: true; now?: string; tz?: string; as?: string }) => {
    const { columns = 80, isTTY = false } = process.stdout;
    return finish({
      command: 'kpi',
      text: text.join(' '),
      json: json === true,
      ...(now === undefined ? {} : { now }),
      ...(tz === undefined ? {} : { tz }),
      ...(as === undefined ? {} : { as }),
      width: Math.max(20, Math.min(400, columns)),
      isColor: isTTY && process.env['NO_COLOR'] === undefined,
    });
  });

program
  .command('import')
  .description('load a folder of facts, or one file (docs/import.md)')
  .argument('<path>', 'a folder with tickets.csv, surveys.csv …, or one such file')
  .option('--desk <name>', 'the desk they belong to')
  .option('--map <yaml>', 'how their columns are named')
  .option('--write-map <yaml>', 'write down the mapping proposed for files that are not known')
  .option('--accept-refused', 'load the other rows when more than a tenth of a file cannot be read')
  .action((path: string, { desk, map, writeMap, acceptRefused }: ImportFlags) =>
    finish({
      command: 'import',
      path: resolve(path),
      isRefusedAccepted: acceptRefused === true,
      ...(desk === undefined ? {} : { desk }),
      ...(map === undefined ? {} : { map: resolve(map) }),
      ...(writeMap === undefined ? {} : { writeMap: resolve(writeMap) }),
    }),
  );

program
  .command('forget')
  .description('remove a desk with all it brought')
  .argument('<desk>')
  .option('--yes', 'without asking back')
  .action(async (desk: string, { yes }: { yes?: true }) => {
    if (yes || (await isConfirmed(desk))) return await finish({ command: 'forget', desk });
    process.stderr.write('Nothing was removed. Say --yes where nobody can be asked.\n');
    process.exitCode = 2;
  });

program
  .command('sync')
  .description('read what is new from the configured desks')
  .argument('[desk]')
  .action((desk?: string) => finish({ command: 'sync', ...(desk === undefined ? {} : { desk }) }));

program
  .command('demo')
  .description('make the sample desk anew')
  .option('--tickets <n>', 'tickets a year', count, 20_000)
  .option('--seed <n>', 'another number, another history', whole, 1)
  .action(({ tickets, seed }: { tickets: number; seed: number }) => finish({ command: 'demo', tickets, seed }));

program
  .command('doctor')
  .description('check configuration, desks and people, and say what to mend')
  .argument('[desk]')
  .action((desk?: string) => finish({ command: 'doctor', ...(desk === undefined ? {} : { desk }) }));

/** Ask whoever sits at the terminal. */
async function isConfirmed(desk: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Remove the desk "${desk}" with all it brought? It cannot be undone. [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function finish(asked: Invocation): Promise<void> {
  const outcome = await answerTo(asked).catch((error: unknown) => failure(error, asked));
  process.stderr.write(outcome.err);
  process.stdout.write(outcome.out);
  process.exitCode = outcome.code;
}

/** Ask the bot that holds the store; without one open the store here. */
async function answerTo(asked: Invocation): Promise<Outcome> {
  loadDotenv();
  const config = readConfig(process.env);
  const onProgress = (line: string) => void process.stderr.write(`${line}\n`);
  const answered = existsSync(socketPath(config.data)) ? await askBot(config.data, asked, onProgress) : undefined;
  return answered ?? (await runHere(asked, config, onProgress));
}

async function runHere(asked: Invocation, config: Config, onProgress: (line: string) => void): Promise<Outcome> {
  const log = openLog(config.logLevel === 'info' ? 'error' : config.logLevel);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  await using store = await openStore(config.data, config.databaseUrl);
  const chats = asked.command === 'doctor' ? await chatsToAsk(config, { log, store }) : [];
  const app = openApp({ config, store, log }, { desks: await openDesks({ config, store, log }), chats });
  return await run(asked, app, { onProgress, signal: stop.signal });
}

/** Opened for the only command that asks them: that takes longer than most answers. */
async function chatsToAsk(config: Config, { log, store }: { log: Log; store: Store }): Promise<readonly Chat[]> {
  const { default: express } = await import('express');
  return await openChats(config.chats, { web: express(), log, memory: (platform) => openMemory(store, platform) });
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Error && 'exitCode' in error)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
