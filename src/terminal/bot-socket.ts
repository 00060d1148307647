import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import { settledWithin } from '../settled-within.ts';
import { invocation, type Invocation, type Terminal } from './invocation.ts';
import { failure, outcome, type Outcome } from './outcome.ts';

/** Seconds that commands under way have to end when the bot stops. */
const grace = 10;
/** Longest path a socket can have on Linux; macOS has a few less. */
const longestPath = 103;

const said = z.union([z.object({ progress: z.string() }), z.object({ outcome })]);

/** The door for the terminal while the bot holds the store: only the owner of the data folder can open it. */
export function socketPath(data: string): string {
  return resolve(data, 'deskpulse.sock');
}

/**
 * Serve the terminal's commands: a line of JSON in, lines of JSON back, progress first and the outcome last. A socket left
 * behind by a crash is replaced.
 * @throws UserError `store-in-use` when another bot listens there: with DATABASE_URL no lock of the store keeps it out
 */
export async function openSocket(
  data: string,
  run: (asked: Invocation, terminal: Terminal) => Promise<Outcome>,
  log: Log,
): Promise<AsyncDisposable> {
  const path = socketPath(data);
  if (path.length > longestPath) {
    log.warn({ path }, 'the data folder’s path is too long for a socket: the terminal cannot reach the running bot');
    return { [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const other = await reach(path);
  if (other) {
    other.destroy();
    throw new UserError(
      'store-in-use',
      `The data folder ${data} is in use by another Deskpulse. Stop that one first, or set DESKPULSE_DATA to another folder.`,
    );
  }
  rmSync(path, { force: true });
  const open = new Set<Socket>();
  const serving = new Set<Promise<void>>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', (error) => log.debug({ err: error }, 'a terminal went away'));
    const served = serve(socket, run)
      .catch((error: unknown) => log.error({ err: error }, 'terminal failed'))
      .finally(() => serving.delete(served));
    serving.add(served);
  });
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((done, fail) => server.once('error', fail).listen(path, done));
  } finally {
    process.umask(mask);
  }
  chmodSync(path, 0o600);
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise((done) => server.close(done));
      for (const socket of open) socket.destroy();
      await closed;
      // The store is closed after this: what a command was writing ends with the batch under way.
      await settledWithin(grace, Promise.all(serving));
      rmSync(path, { force: true });
    },
  };
}

async function serve(socket: Socket, run: (asked: Invocation, terminal: Terminal) => Promise<Outcome>): Promise<void> {
  const gone = new AbortController();
  socket.on('close', () => gone.abort());
  const say = (what: z.input<typeof said>) => {
    if (socket.writable) socket.write(`${JSON.stringify(what)}\n`);
  };
  for await (const line of createInterface({ input: socket })) {
    const asked = invocation.safeParse(parse(line));
    const result = asked.success
      ? await run(asked.data, { onProgress: (progress) => say({ progress }), signal: gone.signal })
      : failure(new Error('The running bot does not know this command: it is of another version. Restart it.'));
    say({ outcome: result });
    socket.end();
    return;
  }
}

/** @returns the outcome, or undefined when no bot listens there */
export async function askBot(
  data: string,
  asked: Invocation,
  onProgress: (line: string) => void,
): Promise<Outcome | undefined> {
  const socket = await reach(socketPath(data));
  if (!socket) return undefined;
  socket.write(`${JSON.stringify(asked)}\n`);
  for await (const line of createInterface({ input: socket })) {
    const message = said.parse(parse(line));
    if ('outcome' in message) return message.outcome;
    onProgress(message.progress);
  }
  return failure(new Error('The bot stopped before it had answered. Please try again.'));
}

/** A connection to whoever listens there, if anybody does. */
async function reach(path: string): Promise<Socket | undefined> {
  const socket = connect(path);
  const isOpen = await new Promise<boolean>((done) => {
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
  // From here on, a connection that breaks ends the reading of its lines.
  return isOpen ? socket.on('error', () => undefined) : undefined;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
