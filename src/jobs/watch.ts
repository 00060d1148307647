import { z } from 'zod';
import { DAY } from '../calendar/units.ts';
import { listDueMessages, pruneMessages } from '../store/outbox/messages.ts';
import { findDue } from './digest/schedule.ts';
import type { Job } from './job.ts';

/** Seconds for which the outbox remembers what was posted: far longer than anything is looked up again. */
const remembered = 90 * DAY;

/** Compare what is due with what the store has, and wake what is missing: whatever the queue lost is found here. */
export const watch: Job<Record<string, never>> = {
  name: 'watch',
  everySeconds: 60,
  concurrency: 1,
  data: z.record(z.string(), z.never()),
  async run(_, { store, digests, timezone, now, wake }) {
    for (const digest of digests) {
      const run = await findDue(digest, { store, timezone, now: now() });
      if (run) await wake('digest', { digest: digest.name }, { id: digest.name });
    }
    for (const key of await listDueMessages(store, now())) await wake('deliver', { key }, { id: key });
    await pruneMessages(store, now() - remembered);
  },
};
