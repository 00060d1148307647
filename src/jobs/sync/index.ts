import { z } from 'zod';
import { UpstreamError, UserError } from '../../errors.ts';
import type { Batch, Helpdesk } from '../../helpdesk.ts';
import type { Log } from '../../log.ts';
import {
  findCursor,
  findDesk,
  markBegun,
  markFailed,
  markSynced,
  secondsLeft,
  type Desk,
} from '../../store/facts/desks.ts';
import { ingestFrom } from '../../store/facts/ingest.ts';
import type { Store } from '../../store/store.ts';
import type { Job } from '../job.ts';
import { deskToAsk, backOff } from './back-off.ts';
import type { ServiceLevels } from '../sla/levels.ts';
import { refreshCalendar } from '../sla/calendar.ts';
import { readOwnSchedule } from '../sla/own-schedule.ts';
import { refreshClocks } from '../sla/refresh.ts';

/** Seconds between two lines of progress. */
const progressEvery = 5;

export interface SyncOptions {
  readonly store: Store;
  readonly helpdesk: Helpdesk;
  /** What its tickets are promised, where it sends no SLA clocks of its own. */
  readonly levels: ServiceLevels;
  readonly now: () => number;
  readonly log: Log;
  /** Ends the sync between two batches, or at once while it waits for one: what is stored stays, the next sync goes on from there. */
  readonly signal: AbortSignal;
  /** Told after each batch. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  /** Written so far by this sync. */
  readonly rows: number;
  readonly batch: Batch;
  /** Until a first load is done, as far as that can be told. */
  readonly secondsLeft: number | null;
}

/**
 * Read a desk from where the last sync ended to its end, batch by batch, and work out the SLA clocks it does not send. When
 * another process stored a batch of the desk meanwhile, this sync ends: the next one goes on from where the other got to.
 * @returns how many rows were written
 * @throws what the desk threw, after noting it with the desk
 */
export async function syncDesk({
  store,
  helpdesk,
  levels,
  now,
  log,
  signal,
  onProgress,
}: SyncOptions): Promise<number> {
  const { name, kind } = helpdesk;
  let rows = 0;
  const startedAt = now();
  let shownAt = startedAt;
  const known = await findDesk(store, name);
  refuseOtherKind(known, { name, kind });
  const isFirst = known?.is_complete !== true;
  if (isFirst) await markBegun(store, { name, kind, at: startedAt });
  try {
    let from = await findCursor(store, helpdesk);
    for await (const batch of untilAborted(helpdesk.pull(from, signal), signal)) {
      const written = await ingestFrom(store, { name, kind }, { from, batch, isLoad: isFirst });
      if (written === undefined) {
        log.info({ desk: name, rows }, 'sync ends: another one of the desk is ahead');
        return rows;
      }
      from = batch.cursor;
      rows += written;
      const loading = isFirst ? await findDesk(store, name) : undefined;
      const left = loading ? secondsLeft(loading, now()) : null;
      onProgress?.({ rows, batch, secondsLeft: left });
      noteSkipped(log, name, batch);
      if (now() - shownAt < progressEvery) continue;
      shownAt = now();
      const rate = Math.round(rows / (now() - startedAt));
      log.info({ desk: name, rows, rowsPerSecond: rate, secondsLeft: left }, 'sync goes on');
    }
  } catch (error) {
    if (!signal.aborted) await markFailed(store, { name, kind, at: now(), error: reasonOf(error) });
    throw error;
  }
  if (signal.aborted) return rows;
  await markSynced(store, { name, kind, at: now(), isLoad: isFirst });
  await readOwnSchedule(store, { helpdesk, schedules: levels.schedules, log, signal });
  await refreshCalendar(store, { desk: name, levels, now: now() });
  await refreshClocks(store, { desk: name, levels, now: now(), signal });
  log.info({ desk: name, rows }, 'desk synced');
  return rows;
}

/** Sync one desk, unless it is being synced or its service asked us to back off. A failure is tried again at the desk's next turn. */
export const sync: Job<{ desk: string }> = {
  name: 'sync',
  // More than there are desks: one that hangs never keeps another waiting.
  concurrency: 100,
  data: z.object({ desk: z.string() }),
  async run({ desk }, tools) {
    const { store, levels, syncs, now, log, signal } = tools;
    const helpdesk = deskToAsk(desk, tools);
    if (!helpdesk || syncs.running.has(desk)) return;
    syncs.running.set(desk, 0);
    try {
      const onProgress = ({ rows }: Progress) => syncs.running.set(desk, rows);
      await syncDesk({ store, helpdesk, levels, now, log, signal, onProgress });
      syncs.notBefore.delete(desk);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof UpstreamError || error instanceof UserError)) throw error;
      const retryAfter = backOff({ desk, error }, tools);
      log.warn({ desk, error: error.message, retryAfter }, 'sync failed');
    } finally {
      syncs.running.delete(desk);
    }
  },
};

/** The batches of a pull, ending early when the signal is aborted, even while the desk keeps us waiting for the next one. */
async function* untilAborted(batches: AsyncIterable<Batch>, signal: AbortSignal): AsyncGenerator<Batch> {
  const iterator = batches[Symbol.asyncIterator]();
  try {
    while (!signal.aborted) {
      const result = await orAborted(iterator.next(), signal);
      if (result === undefined || result.done) return;
      yield result.value;
    }
  } finally {
    // Not waited for: a desk that hangs would hold up the end.
    iterator.return?.().catch(() => undefined);
  }
}

/**
 * What a promise comes to, or undefined once the signal is aborted before. A race with one promise for the whole sync would
 * keep every batch in memory for as long as that.
 */
function orAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result | undefined> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
    // Once nobody waits any more, its failure is nobody's either.
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    // Whoever made the promise may have aborted it right away.
    if (signal.aborted) stop();
  });
}

function noteSkipped(log: Log, desk: string, { skipped = [], unmapped = {} }: Batch): void {
  if (skipped.length > 0) log.warn({ desk, skipped: skipped.length, first: skipped[0]?.place }, 'rows were not read');
  const values = Object.keys(unmapped).length;
  if (values > 0) log.warn({ desk, values }, 'values without a meaning became other');
}

/** Ids of one service mean nothing to another, so that a desk is of one kind for ever. Files may come before and beside it. */
function refuseOtherKind(known: Desk | undefined, { name, kind }: { name: string; kind: string }): void {
  if (!known || known.kind === kind || known.kind === 'files' || kind === 'files') return;
  throw new UserError(
    'other-kind',
    `The desk "${name}" was read from ${known.kind} before, and cannot go on with ${kind}: give the new one a name of its own.`,
  );
}

/** What an operator may read: our own words for a failure of the desk, none of the data for a failure of ours. */
function reasonOf(error: unknown): string {
  if (error instanceof UpstreamError || error instanceof UserError) return error.message;
  return 'Deskpulse failed while reading the desk; its log says how.';
}
