import express from 'express';
import { openChats } from './adapters/chat/index.ts';
import { openApp, openDesks } from './app.ts';
import type { App } from './app-type.ts';
import { loadDotenv } from './config/dotenv.ts';
import { readConfig, type Config } from './config/index.ts';
import { UserError } from './errors.ts';
import { sampleName } from './helpdesk.ts';
import { sections } from './jobs/digest/sections/index.ts';
import { openJobs, type Jobs } from './jobs/index.ts';
import { queueFolder } from './jobs/queue/embedded/open.ts';
import { openQueue } from './jobs/queue/index.ts';
import { openLog, type Log } from './log.ts';
import { watchDataFolder, type FolderWatch } from './server/data-folder.ts';
import { greet } from './server/greeting.ts';
import { addHealth } from './server/health.ts';
import { untilStopped } from './server/stopping.ts';
import { openWeb } from './server/web.ts';
import { addWebhooks } from './server/webhooks.ts';
import { othersWhoRead } from './store/data-folder.ts';
import { openMemory } from './store/memory.ts';
import { openStore, storeFile } from './store/open.ts';
import { openSocket } from './terminal/bot-socket.ts';
import { run } from './terminal/run.ts';
import { cleanText } from './text/clean.ts';

/** Seconds between two looks at what the sample desk's people did meanwhile. */
const sampleEvery = 30;

try {
  loadDotenv();
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  await untilStopped((opened, program) => open(config, { log, opened, ...program }), log);
  process.exit();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${cleanText(error.message)}\n`);
  process.exitCode = 1;
}

interface Opening {
  readonly log: Log;
  readonly opened: AsyncDisposableStack;
  readonly signal: AbortSignal;
  readonly fail: (error: UserError) => void;
}

async function open(config: Config, { log, opened, signal, fail }: Opening): Promise<void> {
  const store = opened.use(await openStore(config.data, config.databaseUrl));
  const folder = opened.use(await watchFolder(config, { log, fail }));
  const readers = othersWhoRead(config.data);
  if (readers !== undefined) log.warn({ folder: config.data, readers }, 'others may read the data folder');
  const routes = express().disable('x-powered-by');
  const chats = await openChats(config.chats, { web: routes, log, memory: (platform) => openMemory(store, platform) });
  const app = openApp({ config, store, log }, { desks: await openDesks({ config, store, log }), chats });
  const web = opened.use(await openWeb(routes, { ...config, log }));
  for (const chat of chats) opened.use(chat);
  // Closed before the chats, so that what is being delivered still arrives.
  const jobs = opened.use(await openWork(app));
  addWebhooks(routes, { desks: app.desks, refresh: (desk, tickets) => jobs.refresh(desk, tickets), log });
  if (config.databaseUrl === undefined && config.redisUrl === undefined) {
    const watching = jobs.ready.then(() => folder.add(queueFolder));
    watching.catch((error: unknown) => log.debug({ err: error }, 'the queue’s folder is not watched'));
  }
  addHealth(routes, { jobs, log });
  for (const chat of chats) await chat.start((request) => app.answer(request));
  opened.use(await openSocket(config.data, (asked, terminal) => run(asked, app, terminal), log));
  process.stdout.write(`Deskpulse listens on ${web.url}\n`);
  await greet(app, signal);
  if (!signal.aborted) jobs.start();
}

/** Without the store's folder the program ends. With the store elsewhere only the terminal's socket is there. */
function watchFolder(
  { data, databaseUrl }: Config,
  { log, fail }: Pick<Opening, 'log' | 'fail'>,
): Promise<FolderWatch> {
  if (databaseUrl === undefined) return watchDataFolder(data, { names: [storeFile], onLost: fail });
  const onLost = ({ message }: UserError) =>
    log.warn({ error: message }, 'without its data folder the terminal cannot reach the running bot');
  return watchDataFolder(data, { names: [], onLost });
}

/** The jobs, not yet begun, on their queue. */
async function openWork({ config, store, log, now, desks, chats, digests }: App): Promise<Jobs> {
  return openJobs({
    store,
    queue: await openQueue({ ...config, log }),
    chats,
    desks: desks.map((helpdesk) => ({
      helpdesk,
      everySeconds: helpdesk.kind === sampleName ? sampleEvery : config.sync_every,
    })),
    digests,
    nudges: config.nudges,
    levels: config,
    sections,
    timezone: config.timezone,
    weekStart: config.week_start,
    now,
    log,
  });
}
