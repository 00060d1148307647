import { z } from 'zod';
import { lastDue, type Run } from '../../calendar/recurrence.ts';
import type { Address, Card } from '../../chat.ts';
import { UpstreamError } from '../../errors.ts';
import { hasOccurrence, planOccurrence } from '../../store/outbox/occurrences.ts';
import { planMessages } from '../../store/outbox/messages.ts';
import type { Job, Tools } from '../job.ts';
import { messageKey } from '../messages/key.ts';
import { messageOf } from '../messages/kind.ts';
import { digestMessage } from '../messages/kinds/digest.ts';
import type { DigestSettings } from '../settings.ts';
import { buildDigest } from './card.ts';
import { recurrenceOf, scheduleOf } from './schedule.ts';

/** The digest for each of its channels: agents are named only where nobody of another organisation reads along. */
async function buildCards(settings: DigestSettings, run: Run, tools: Tools): Promise<{ to: Address; card: Card }[]> {
  const audiences = await Promise.all(
    settings.channels.map(async (to) => ({ to, areAgentsNamed: !(await mayHaveOutsiders(to, tools)) })),
  );
  const built = new Map<boolean, Card>();
  for (const { areAgentsNamed } of audiences) {
    if (!built.has(areAgentsNamed)) {
      built.set(areAgentsNamed, await buildDigest(settings, { run, areAgentsNamed }, tools));
    }
  }
  return audiences.flatMap(({ to, areAgentsNamed }) => {
    const card = built.get(areAgentsNamed);
    return card ? [{ to, card }] : [];
  });
}

/** Where a platform does not tell, they may be there. */
async function mayHaveOutsiders(to: Address, { chats, log }: Pick<Tools, 'chats' | 'log'>): Promise<boolean> {
  try {
    return (await chats.find(({ platform }) => platform === to.platform)?.hasOutsiders?.(to)) ?? false;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn({ err: error, to }, 'it is not known who reads a digest: agents are not named in it');
    return true;
  }
}

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
    const cards = await buildCards(settings, run, tools);
    at('digest-built');
    const messages = cards.map(({ to, card }) => {
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
