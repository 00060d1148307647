import { UserError } from '../../errors.ts';
import type { Batch, Helpdesk } from '../../helpdesk.ts';
import type { Log } from '../../log.ts';
import { formatCount } from '../../metrics/present/format.ts';
import { ingestWhole } from '../../store/facts/ingest-whole.ts';
import type { Store } from '../../store/store.ts';
import { refreshCalendar } from '../sla/calendar.ts';
import type { ServiceLevels } from '../sla/levels.ts';
import { refreshClocks } from '../sla/refresh.ts';
import { examine, type Counted, type Examined } from './examine.ts';
import { likeText } from './like-text.ts';

/** Of a file's rows; when more cannot be read, as a rule the mapping is wrong. */
const mostRefused = 0.1;
const namedReasons = 3;
const secondsBetweenLines = 3;

export interface ImportOptions {
  readonly store: Store;
  /** A desk of files, which gives the same each time it is pulled. */
  readonly helpdesk: Helpdesk;
  readonly levels: ServiceLevels;
  readonly now: () => number;
  readonly log: Log;
  /** Ends the import; nothing has changed then, unless all is stored. */
  readonly signal: AbortSignal;
  /** Whether a file is loaded of which more than a tenth of the rows are refused. */
  readonly isRefusedAccepted: boolean;
  /** A line for a person who waits. */
  readonly onProgress: (line: string) => void;
}

export interface Imported extends Examined {
  /** Rows written. */
  readonly rows: number;
}

/**
 * Load files whole or not at all: they are read once to see what they hold, and once to store it.
 * @throws UserError `nothing-to-load` or `too-many-refused` after storing nothing, `stopped` when the signal ended it
 */
export async function importDesk(options: ImportOptions): Promise<Imported> {
  const { store, helpdesk, levels, now, log, signal, onProgress } = options;
  const { name, kind } = helpdesk;
  const said = pacer(onProgress);
  const examined = await examine(helpdesk, {
    store,
    signal,
    onRows: (rows) => said(`${name}: ${formatCount(rows, 'row')} checked`),
  });
  refuseStopped(name, signal);
  refuseBad(name, examined, options);
  for (const counted of examined.files) if (counted.colliding > 0) onProgress(`${name}: ${collisionText(counted)}`);
  const load = { batches: untilStopped(), doubled: examined.doubled, at: now() };
  const rows = await ingestWhole(store, { name, kind }, load);
  await refreshCalendar(store, { desk: name, levels, now: now() });
  await refreshClocks(store, { desk: name, levels, now: now(), signal });
  log.info({ desk: name, rows }, 'files imported');
  return { ...examined, rows };

  async function* untilStopped(): AsyncGenerator<Batch> {
    let read = 0;
    for await (const batch of helpdesk.pull(null, signal)) {
      refuseStopped(name, signal);
      for (const list of Object.values(batch.facts)) read += list.length;
      said(`${name}: ${formatCount(read, 'row')} loading`);
      yield batch;
    }
    refuseStopped(name, signal);
  }
}

/** `3 rows of b.csv have ids that are stored for other tickets, which they replace`. */
export function collisionText({ file, table, colliding }: Counted): string {
  return `${formatCount(colliding, 'row')} of ${file} ${colliding === 1 ? 'has an id that is' : 'have ids that are'} stored already for other ${table}: what was stored is replaced`;
}

function refuseStopped(name: string, signal: AbortSignal): void {
  if (signal.aborted) throw new UserError('stopped', `${name}: stopped; nothing was changed.`);
}

function refuseBad(name: string, { files, tally }: Examined, { isRefusedAccepted }: ImportOptions): void {
  const bad = files.filter(({ rows, refused }) => refused > mostRefused * (rows + refused));
  const isEmpty = files.every(({ rows }) => rows === 0);
  if (!isEmpty && (bad.length === 0 || isRefusedAccepted)) return;
  const what = bad.map(({ file, rows, refused }) =>
    rows + refused === 1
      ? `the only row of ${file} cannot be read`
      : `${formatCount(refused, 'row')} of the ${rows + refused} of ${file} cannot be read`,
  );
  const reasons = tally
    .kinds()
    .filter(({ lost }) => lost === 'row')
    .toSorted((one, other) => other.count - one.count)
    .slice(0, namedReasons)
    .map((like) => `  ${likeText(like)}`);
  const why = what.length > 0 ? what.join(', ') : 'there are no rows to load';
  const advice = isEmpty
    ? 'Mend the file or the mapping.'
    : 'Mend the file or the mapping, or load the other rows with --accept-refused.';
  throw new UserError(
    isEmpty ? 'nothing-to-load' : 'too-many-refused',
    [`${name}: nothing was stored, as ${why}.`, ...reasons, advice].join('\n'),
  );
}

/** A line every few seconds, and none of what takes no longer. */
function pacer(onProgress: (line: string) => void): (line: string) => void {
  let shownAt = performance.now();
  return (line) => {
    if (performance.now() - shownAt < secondsBetweenLines * 1000) return;
    shownAt = performance.now();
    onProgress(line);
  };
}
