import type { App } from '../app-type.ts';
import { formatDuration } from '../calendar/duration.ts';
import { UserError } from '../errors.ts';
import type { Helpdesk, Skipped } from '../helpdesk.ts';
import { syncDesk } from '../jobs/sync/index.ts';
import { formatCount } from '../metrics/present/format.ts';
import { cleanLine } from '../text/clean.ts';
import type { Terminal } from './invocation.ts';

/** Places of rows that a report names one by one. */
const namedSkips = 100;
const secondsBetweenLines = 1;

/** What a pull wrote, and what it could not. */
export interface Pulled {
  readonly rows: number;
  readonly skipped: readonly Skipped[];
  readonly skippedCount: number;
  readonly unmapped: ReadonlyMap<string, number>;
}

/**
 * Read a desk to its end, with a line of progress each second.
 * @throws UserError `stopped` when the signal ended it before
 */
export async function pull(
  helpdesk: Helpdesk,
  { config, store, log, now }: App,
  { onProgress, signal }: Terminal,
): Promise<Pulled> {
  const skipped: Skipped[] = [];
  const unmapped = new Map<string, number>();
  let skippedCount = 0;
  const startedAt = performance.now();
  let shownAt = startedAt;
  const rows = await syncDesk({
    store,
    helpdesk,
    levels: config,
    now,
    log,
    signal,
    onProgress({ rows: written, batch, secondsLeft }) {
      skippedCount += batch.skipped?.length ?? 0;
      skipped.push(...(batch.skipped ?? []).slice(0, namedSkips - skipped.length));
      for (const [value, count] of Object.entries(batch.unmapped ?? {})) {
        unmapped.set(value, (unmapped.get(value) ?? 0) + count);
      }
      const passed = (performance.now() - startedAt) / 1000;
      if ((performance.now() - shownAt) / 1000 < secondsBetweenLines) return;
      shownAt = performance.now();
      const left = secondsLeft === null ? '' : `, about ${formatDuration(secondsLeft)} left`;
      onProgress(
        `${cleanLine(helpdesk.name)}: ${formatCount(written, 'row')}, ${Math.round(written / passed)} a second${left}`,
      );
    },
  });
  if (signal.aborted) {
    throw new UserError(
      'stopped',
      `${helpdesk.name}: stopped after ${formatCount(rows, 'row')}. Run it again to go on.`,
    );
  }
  return { rows, skipped, skippedCount, unmapped };
}
