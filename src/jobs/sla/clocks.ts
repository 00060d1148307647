import { z } from 'zod';
import { DAY } from '../../calendar/units.ts';
import { UserError } from '../../errors.ts';
import { listDesks } from '../../store/facts/desks.ts';
import type { Job } from '../job.ts';
import { refreshCalendar } from './calendar.ts';
import { refreshClocks } from './refresh.ts';

/** Work out the SLA clocks and write out the business hours of all desks by the settings of now: desks that are imported are never synced. */
export const clocks: Job<Record<string, never>> = {
  name: 'clocks',
  everySeconds: DAY,
  concurrency: 1,
  data: z.record(z.string(), z.never()),
  async run(_, { store, levels, now, log, signal }) {
    for (const { name, is_complete } of await listDesks(store)) {
      if (!is_complete) continue;
      await refreshCalendar(store, { desk: name, levels, now: now() });
      try {
        await refreshClocks(store, { desk: name, levels, now: now(), signal });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        log.warn({ desk: name, error: error.message }, 'clocks not worked out');
      }
    }
  },
};
