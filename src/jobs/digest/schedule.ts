import { lastDue, type Recurrence, type Run } from '../../calendar/recurrence.ts';
import { hasOccurrence, isKnownSchedule, planOccurrence } from '../../store/outbox/occurrences.ts';
import type { Store } from '../../store/store.ts';
import type { DigestSettings } from '../settings.ts';

export function recurrenceOf({ at, days, timezone }: DigestSettings, workspace: string): Recurrence {
  return { at, days, timezone: timezone ?? workspace };
}

export function scheduleOf({ name }: DigestSettings): string {
  return `digest/${name}`;
}

/**
 * The run of a digest that is due and not planned yet: the newest, never one before it. A digest seen for the first time
 * owes nothing for the past, except for what came due after `since`; its last run is noted as done.
 */
export async function findDue(
  digest: DigestSettings,
  { store, timezone, now }: { store: Store; timezone: string; now: number },
): Promise<Run | undefined> {
  const run = lastDue(recurrenceOf(digest, timezone), now);
  if (!run) return undefined;
  const schedule = scheduleOf(digest);
  if (await hasOccurrence(store, { schedule, slot: run.date })) return undefined;
  const isOwed = digest.since !== undefined && run.at >= digest.since;
  if (isOwed || (await isKnownSchedule(store, schedule))) return run;
  await store.transaction((tx) => planOccurrence(tx, { schedule, slot: run.date, dueAt: run.at }, now));
  return undefined;
}
