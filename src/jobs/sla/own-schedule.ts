import { UpstreamError, UserError } from '../../errors.ts';
import type { Helpdesk } from '../../helpdesk.ts';
import type { Log } from '../../log.ts';
import { findDeskSchedule, putDeskSchedule } from '../../store/facts/desk-schedules.ts';
import { noteFault } from '../../store/facts/desks.ts';
import type { Reader, Store } from '../../store/store.ts';
import { scheduleOf, type NamedSchedule } from './levels.ts';

/** The schedules there are for a desk: those configured and, where none of them is its own, the one it last told of itself. */
export async function schedulesFor(
  store: Reader,
  { desk, schedules }: { desk: string; schedules: readonly NamedSchedule[] },
): Promise<readonly NamedSchedule[]> {
  if (scheduleOf(desk, schedules)) return schedules;
  const own = await findDeskSchedule(store, desk);
  return own === undefined ? schedules : [...schedules, { ...own, name: desk, desks: [desk] }];
}

/**
 * Ask a desk that was just read for its opening hours, where none are configured for it, and keep them for when it cannot be
 * asked. A failure is noted with the desk: what it told last stands.
 */
export async function readOwnSchedule(
  store: Store,
  {
    helpdesk,
    schedules,
    log,
    signal,
  }: {
    helpdesk: Helpdesk;
    schedules: readonly NamedSchedule[];
    log: Log;
    signal: AbortSignal;
  },
): Promise<void> {
  const { name } = helpdesk;
  if (!helpdesk.readSchedule || scheduleOf(name, schedules)) return;
  try {
    await putDeskSchedule(store, name, await helpdesk.readSchedule(signal));
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof UpstreamError || error instanceof UserError)) throw error;
    log.warn({ desk: name, error: error.message }, 'schedule not read');
    await noteFault(store, { name, error: error.message });
  }
}
