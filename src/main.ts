import { createServer, type Server } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { openPlayground } from './adapters/chat/playground/index.ts';
import { openSlack } from './adapters/chat/slack/index.ts';
import { openTeams } from './adapters/chat/teams/index.ts';
import { renderTerminal } from './adapters/chat/terminal/render.ts';
import { openApp, openDesks, sampleName, type App } from './app.ts';
import type { Chat } from './chat.ts';
import { readConfig, type Config } from './config.ts';
import { UserError } from './errors.ts';
import { sections } from './jobs/digest/sections/index.ts';
import { openJobs } from './jobs/index.ts';
import { openQueue } from './jobs/queue.ts';
import { syncDesk } from './jobs/sync.ts';
import { openLog, type Log } from './log.ts';
import { openSocket } from './socket.ts';
import { openMemory } from './store/memory.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';
import { run } from './terminal.ts';

/** Seconds that stopping may take, whatever hangs. */
const grace = 20;
const sampleEvery = 30;

try {
  await start(readConfig(process.env));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function start(config: Config): Promise<void> {
  const log = openLog(config.logLevel);
  const opened = new AsyncDisposableStack();
  stopOnSignal(opened, log);
  try {
    await open(config, { log, opened });
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

async function open(config: Config, { log, opened }: { log: Log; opened: AsyncDisposableStack }): Promise<void> {
  const store = opened.use(await openStore(config.data));
  const app = openApp({ config, store, log }, await openDesks({ config, store, log }));
  const queue = await openQueue({ data: config.data, log, ...(config.redisUrl ? { redisUrl: config.redisUrl } : {}) });

  const web = express().disable('x-powered-by');
  const chats = openChats(config, { web, log, store });
  const jobs = opened.use(
    openJobs({
      store,
      queue,
      chats,
      desks: app.desks.map((helpdesk) => ({
        helpdesk,
        everySeconds: helpdesk.kind === 'sample' ? sampleEvery : config.sync_every,
      })),
      digests: app.digests,
      nudges: config.nudges,
      sections,
      timezone: config.timezone,
      weekStart: config.week_start,
      clock: app.now,
      log,
    }),
  );
  let isWorking = false;
  jobs.ready.then(
    () => (isWorking = true),
    (error: unknown) => log.error({ err: error }, 'the queue cannot be opened: nothing is synced or posted'),
  );
  web.get('/healthz', (_request, response) => void response.json({ ok: true }));
  web.get('/readyz', (_request, response) => {
    response
      .status(isWorking ? 200 : 503)
      .json({ store: true, queue: isWorking, syncing: Object.fromEntries(jobs.syncing) });
  });

  const server = await listen(web, config);
  for (const chat of chats) {
    opened.use(chat);
    await chat.start((request) => app.answer(request));
  }
  opened.defer(() => close(server));
  opened.use(await openSocket(config.data, (asked, terminal) => run(asked, app, terminal), log));
  await greet(app, server);
  jobs.start();
}

function openChats(config: Config, { web, log, store }: { web: Express; log: Log; store: Store }): Chat[] {
  const chats: Chat[] = [];
  if (config.slack) chats.push(openSlack(config.slack, { web, log }));
  if (config.teams) chats.push(openTeams(config.teams, { web, log, memory: openMemory(store, 'teams') }));
  if (config.isPlaygroundOpen) chats.push(openPlayground({ web, log, memory: openMemory(store, 'playground') }));
  return chats;
}

/** On stdout: the address, and the answer to a first question. The sample desk is read before, if it is there. */
async function greet(app: App, server: Server): Promise<void> {
  const { config } = app;
  const address = server.address() as AddressInfo;
  const host = isIPv6(address.address) ? `[${address.address}]` : address.address;
  process.stdout.write(`Deskpulse listens on http://${host}:${address.port}/\n`);
  await loadSample(app);
  const asked = { id: 'greeting', place: { platform: 'terminal', conversation: 'terminal' }, isDirect: true } as const;
  const { card } = await app.answer({ ...asked, from: { id: 'owner', isOwner: true }, text: 'csat last-week' });
  const { columns = 80, isTTY = false } = process.stdout;
  process.stdout.write(
    `\n/kpi csat last-week\n${renderTerminal(card, { width: Math.max(20, columns), isColor: isTTY })}\n\n`,
  );
  if (config.isPlaygroundOpen) process.stdout.write('Open the address in a browser to ask more. Stop with Ctrl-C.\n');
}

async function loadSample({ desks, store, log, now }: App): Promise<void> {
  const sample = desks.find(({ name, kind }) => name === sampleName && kind === 'sample');
  if (!sample) return;
  const startedAt = performance.now();
  let shownAt = startedAt;
  await syncDesk({
    store,
    helpdesk: sample,
    now,
    log,
    signal: new AbortController().signal,
    onProgress(rows) {
      if (performance.now() - shownAt < 1000) return;
      shownAt = performance.now();
      process.stdout.write(`Making the sample desk: ${rows} rows …\n`);
    },
  });
}

async function listen(web: Express, { host, port }: Config): Promise<Server> {
  const server = createServer(web);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const message = isTaken ? 'the port is in use: stop what uses it, or set PORT to another' : error.message;
      reject(new UserError('cannot-listen', `Deskpulse cannot listen on ${host}:${port}: ${message}.`));
    });
    server.listen(port, host, resolve);
  });
  return server;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 3000).unref();
  await closed;
}

/** Stop once, in the reverse order of opening; a repeated signal changes nothing. */
function stopOnSignal(opened: AsyncDisposableStack, log: Log): void {
  let isStopping = false;
  function stop(signal: string): void {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error('stopping took too long: what was under way is found again at the next start');
      process.exit(1);
    }, grace * 1000).unref();
    opened.disposeAsync().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
}
