import { listDesks } from '../../store/facts/desks.ts';
import type { Reader } from '../../store/store.ts';
import type { SyncedDesk } from '../job.ts';

/**
 * Desks whose last whole sync is longer ago than a turn, such as those whose sync ended early when the program was stopped:
 * their next turn may be far off.
 */
export async function listOverdue(
  desks: readonly SyncedDesk[],
  { store, now }: { store: Reader; now: number },
): Promise<string[]> {
  const syncedAt = new Map((await listDesks(store)).map(({ name, synced_at }) => [name, synced_at ?? 0]));
  return desks
    .filter(({ helpdesk: { name }, everySeconds }) => (syncedAt.get(name) ?? 0) + everySeconds <= now)
    .map(({ helpdesk: { name } }) => name);
}
