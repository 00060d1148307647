import type { Values } from './plausible.ts';

/** A clock of which a file says no more than whether it was met gets a target that says the same. */
export function applyMet(values: Values): void {
  const { met, started_at: startedAt, stopped_at: stoppedAt } = values;
  delete values['met'];
  if (typeof met !== 'boolean' || typeof startedAt !== 'number') return;
  const stopped = typeof stoppedAt === 'number' ? stoppedAt : startedAt;
  values['stopped_at'] = stopped;
  values['target_at'] = met ? stopped : stopped - 1;
}
