import { nextRuns, type Recurrence, type Run } from '../../../calendar/recurrence.ts';
import type { MessageKind } from '../kind.ts';

/** A run of a digest: posted as it was built, until the next run makes it old news. */
export const digestMessage: MessageKind<{ recurrence: Recurrence; run: Run }> = {
  name: 'digest',
  whenUncertain: 'resend-once',
  expiresAt: ({ recurrence, run }) => nextRuns(recurrence, { after: run.at, count: 1 })[0]?.at,
  prepare: ({ card }) => Promise.resolve({ card }),
};
