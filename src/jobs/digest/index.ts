import { z } from 'zod';
import { lastDue } from '../../calendar/recurrence.ts';
import { hasOccurrence, planOccurrence } from '../../store/outbox/occurrences.ts';
import { planMessages } from '../../store/outbox/messages.ts';
import type { Job } from '../job.ts';
import { messageKey } from '../messages/key.ts';
import { messageOf } from '../messages/kind.ts';
import { digestMessage } from '../messages/kinds/digest.ts';
import { buildDigest } from './card.ts';
import { recurrenceOf, scheduleOf } from './schedule.ts';

/** Plan the newest due run of a digest: the occurrence and a message to each channel, all of it or nothing. */
export const digest: Job<{ digest: string }> = {
  name: 'digest',
  concurrency: 2,
  data: z.object({ digest: z.string() }),
  async run({ digest: name }, tools) {
    const { store, digests, now, at, wake } = tools;
    const settings = digests.find((digest) => digest.name === name);
    const recurrence = settings && recurrenceOf(settings, tools.timezone);
    const run = recurrence && lastDue(recurrence, now());
    if (!run) return;
    const occurrence = { schedule: scheduleOf(settings), slot: run.date, dueAt: run.at };
    if (await hasOccurrence(store, occurrence)) return;
    const card = await buildDigest(settings, run, tools);
    at('digest-built');
    const messages = settings.channels.map((to) => {
      const key = messageKey(digestMessage.name, { to, parts: [occurrence.schedule, occurrence.slot] });
      return messageOf(digestMessage, { key, to, card, about: { recurrence, run } });
    });
    const isOurs = await store.transaction(async (tx) => {
      const isNew = await planOccurrence(tx, occurrence, now());
      if (isNew) await planMessages(tx, messages, now());
      return isNew;
    });
    if (!isOurs) return;
    at('planned');
    for (const { key } of messages) await wake('deliver', { key }, { id: key });
  },
};
