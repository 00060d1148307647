import express, { type Express } from 'express';
import { openApp, openDesks, type App } from './app.ts';
import { openChats } from './chats.ts';
import { readConfig, type Config } from './config/index.ts';
import { loadDotenv } from './config/dotenv.ts';
import { UserError } from './errors.ts';
import { greet } from './server/greeting.ts';
import { sections } from './jobs/digest/sections/index.ts';
import { openJobs, type Jobs } from './jobs/index.ts';
import { openQueue } from './jobs/queue/index.ts';
import { openLog, type Log } from './log.ts';
import { openSocket } from './terminal/bot-socket.ts';
import { untilStopped } from './server/stopping.ts';
import { openStore } from './store/open.ts';
import { run } from './terminal/run.ts';
import { openWeb } from './server/web.ts';
import { addWebhooks } from './server/webhooks.ts';

/** Seconds between two looks at what the sample desk's people did meanwhile. */
const sampleEvery = 30;

try {
  loadDotenv();
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  await untilStopped((opened, signal) => open(config, { log, opened, signal }), log);
  process.exit();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

interface Opening {
  readonly log: Log;
  readonly opened: AsyncDisposableStack;
  readonly signal: AbortSignal;
}

async function open(config: Config, { log, opened, signal }: Opening): Promise<void> {
  const store = opened.use(await openStore(config.data, config.databaseUrl));
  const routes = express().disable('x-powered-by');
  const chats = await openChats(config, { routes, log, store });
  const app = openApp({ config, store, log }, { desks: await openDesks({ config, store, log }), chats });
  const web = opened.use(await openWeb(routes, config));
  for (const chat of chats) opened.use(chat);
  // Closed before the chats, so that what is being delivered still arrives.
  const jobs = opened.use(await openWork(app));
  addWebhooks(routes, { desks: app.desks, refresh: (desk, tickets) => jobs.refresh(desk, tickets), log });
  serveHealth(routes, { jobs, log });
  for (const chat of chats) await chat.start((request) => app.answer(request));
  opened.use(await openSocket(config.data, (asked, terminal) => run(asked, app, terminal), log));
  process.stdout.write(`Deskpulse listens on ${web.url}\n`);
  await greet(app, signal);
  if (!signal.aborted) jobs.start();
}

/** The jobs, not yet begun, on their queue. */
async function openWork({ config, store, log, now, desks, chats, digests }: App): Promise<Jobs> {
  return openJobs({
    store,
    queue: await openQueue({ ...config, log }),
    chats,
    desks: desks.map((helpdesk) => ({
      helpdesk,
      everySeconds: helpdesk.kind === 'sample' ? sampleEvery : config.sync_every,
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

/** `/healthz`: the program runs. `/readyz`: 200 once what happens by itself does. */
function serveHealth(routes: Express, { jobs, log }: { jobs: Jobs; log: Log }): void {
  let isWorking = false;
  jobs.ready.then(
    () => (isWorking = true),
    (error: unknown) => log.error({ err: error }, 'the queue cannot be opened: nothing is synced or posted'),
  );
  routes.get('/healthz', (_request, response) => void response.json({ ok: true }));
  routes.get('/readyz', (_request, response) => {
    response
      .status(isWorking ? 200 : 503)
      .json({ store: true, queue: isWorking, syncing: Object.fromEntries(jobs.syncing) });
  });
}
