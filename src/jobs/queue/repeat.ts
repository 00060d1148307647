/** A job woken over and over. `id` is unique among those of its name. */
export interface Repeat {
  readonly name: string;
  readonly id: string;
  readonly data: unknown;
  readonly everySeconds: number;
}

/** What there is of BullMQ's schedulers of one name. Times are milliseconds. */
export interface Schedulers {
  getJobSchedulers(): Promise<{ key: string; every?: number; next?: number }[]>;
  upsertJobScheduler(
    id: string,
    repeat: { every: number },
    template: { name: string; data: unknown },
  ): Promise<unknown>;
  removeJobScheduler(id: string): Promise<unknown>;
}

/** How late a scheduler's next run may be, beyond two turns, before its chain of runs counts as broken. */
const patience = 60_000;

/**
 * Make the schedulers of one job what they should be, touching only those that are not: to write one anew drops its
 * overdue run. One after another, because BullMQ on PostgreSQL fails when they are written at once.
 */
export async function reconcile(schedulers: Schedulers, repeats: readonly Repeat[], now: number): Promise<void> {
  const present = new Map((await schedulers.getJobSchedulers()).map((scheduler) => [scheduler.key, scheduler]));
  for (const { name, id, data, everySeconds } of repeats) {
    const every = everySeconds * 1000;
    const key = encodeURIComponent(id);
    const found = present.get(key);
    present.delete(key);
    const isAlive = found?.every === every && (found.next ?? 0) > now - 2 * every - patience;
    if (!isAlive) await schedulers.upsertJobScheduler(key, { every }, { name, data });
  }
  for (const key of present.keys()) await schedulers.removeJobScheduler(key);
}
