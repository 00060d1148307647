import { z } from 'zod';
import type { Schedule } from '../../calendar/schedule.ts';
import { weekdays } from '../../calendar/wall.ts';
import type { Reader, Store } from '../store.ts';

const schedule = z.object({
  timezone: z.string(),
  shifts: z.array(z.object({ day: z.enum(weekdays), from: z.number(), to: z.number() })),
  holidays: z.array(z.object({ from: z.number(), to: z.number() })),
});

const row = z.object({
  schedule: z
    .string()
    .nullable()
    .transform((json) => (json === null ? undefined : schedule.parse(JSON.parse(json)))),
});

/** The opening hours a desk last told of itself; undefined where it told none. */
export async function findDeskSchedule(store: Reader, desk: string): Promise<Schedule | undefined> {
  const [found] = await store.query('SELECT schedule FROM desks WHERE name = $1', [desk], row);
  return found?.schedule;
}

/** Keep what a desk told of its opening hours in the place of what it told before. */
export async function putDeskSchedule(store: Store, desk: string, told: Schedule | undefined): Promise<void> {
  await store.transaction((tx) =>
    tx.run('UPDATE desks SET schedule = $2 WHERE name = $1', [desk, told === undefined ? null : JSON.stringify(told)]),
  );
}
