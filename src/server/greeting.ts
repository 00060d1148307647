import type { App } from '../app-type.ts';
import { sampleName } from '../helpdesk.ts';
import { syncDesk } from '../jobs/sync/index.ts';
import { formatCount } from '../metrics/present/format.ts';

const narrowest = 20;
const question = 'csat last-week';

/** On stdout: the answer to a first question. The sample desk is read before, if it is there; the signal ends that early. */
export async function greet(app: App, signal: AbortSignal): Promise<void> {
  await loadSample(app, signal);
  if (signal.aborted) return;
  const place = { platform: 'terminal', conversation: 'terminal' };
  const from = { id: 'owner', isOwner: true };
  const { card } = await app.answer({ id: 'greeting', place, isDirect: true, from, text: question });
  const { columns = 80, isTTY = false } = process.stdout;
  const shown = app.render(card, { width: Math.max(narrowest, columns), isColor: isTTY });
  process.stdout.write(`\n/kpi ${question}\n${shown}\n\n`);
  const isLocal = app.platforms.some(({ name, local }) => local && app.chats.some(({ platform }) => platform === name));
  if (isLocal) process.stdout.write('Open the address in a browser to ask more. ');
  process.stdout.write('Stop with Ctrl-C.\n');
}

async function loadSample({ config, desks, store, log, now }: App, signal: AbortSignal): Promise<void> {
  const sample = desks.find(({ kind }) => kind === sampleName);
  if (!sample) return;
  let shownAt = performance.now();
  await syncDesk({
    store,
    helpdesk: sample,
    levels: config,
    now,
    log,
    signal,
    onProgress({ rows }) {
      if (performance.now() - shownAt < 1000) return;
      shownAt = performance.now();
      process.stdout.write(`Making the sample desk: ${formatCount(rows, 'row')} …\n`);
    },
  });
}
