import type { Express } from 'express';
import type { Jobs } from '../jobs/index.ts';
import type { Log } from '../log.ts';

/** `/healthz`: the program runs. `/readyz`: 200 once what happens by itself does. */
export function addHealth(routes: Express, { jobs, log }: { jobs: Pick<Jobs, 'ready' | 'syncing'>; log: Log }): void {
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
