import { z } from 'zod';
import { hasOccurrence, planOccurrence, type Occurrence } from '../../store/outbox/occurrences.ts';
import { planMessages } from '../../store/outbox/messages.ts';
import type { Job, Tools } from '../job.ts';
import { messageKey } from '../messages/key.ts';
import { messageOf } from '../messages/kind.ts';
import { nudgeMessage } from '../messages/kinds/nudge.ts';
import { nudgeCard } from './card.ts';
import { clockId, type LiveClock } from './clocks.ts';
import { locateAgent } from './locate.ts';
import { quietEnd } from './quiet.ts';
import { rules } from './rules/index.ts';

/** Something to tell an agent, with the occurrence by which it is told once. */
interface Warning {
  readonly clock: LiveClock;
  readonly occurrence: Occurrence;
}

/** Plan one message to each agent with all there is to tell them. What comes up in quiet hours is found again after them. */
export const nudge: Job<Record<string, never>> = {
  name: 'nudge',
  everySeconds: 60,
  concurrency: 1,
  data: z.record(z.string(), z.never()),
  async run(_, tools) {
    if (!tools.nudges.enabled || quietEnd(tools) !== undefined) return;
    const warnings = await listWarnings(tools);
    for (const mine of Map.groupBy(warnings, ({ clock }) => clock.email).values()) await plan(mine, tools);
  },
};

/** What holds now and was not told yet. */
async function listWarnings({ store, nudges, now }: Tools): Promise<Warning[]> {
  const warnings: Warning[] = [];
  for (const rule of rules) {
    for (const { clock, stage } of await rule.find({ store, settings: nudges, now: now() })) {
      const slot = JSON.stringify([clockId(clock), clock.email]);
      const occurrence = { schedule: `nudge/${rule.name}/${stage}`, slot, dueAt: clock.target_at };
      if (!(await hasOccurrence(store, occurrence))) warnings.push({ clock, occurrence });
    }
  }
  return warnings;
}

/** Promise one agent a message. The occurrences are noted with it, so a warning is in one message whatever happens. */
async function plan(warnings: readonly Warning[], tools: Tools): Promise<void> {
  const { store, timezone, now, wake } = tools;
  const [first] = warnings;
  const to = first && (await locateAgent(first.clock, tools));
  if (!to) return;
  const planned = await store.transaction(async (tx) => {
    const mine: Warning[] = [];
    for (const warning of warnings) {
      if (await planOccurrence(tx, warning.occurrence, now())) mine.push(warning);
    }
    if (mine.length === 0) return;
    const clocks = mine.map(({ clock }) => clock);
    const key = messageKey(nudgeMessage.name, {
      to,
      parts: mine.flatMap(({ occurrence: { schedule, slot } }) => [schedule, slot]),
    });
    const card = nudgeCard(clocks, { now: now(), timezone });
    await planMessages(tx, [messageOf(nudgeMessage, { key, to, card, about: clocks })], now());
    return key;
  });
  if (planned) await wake('deliver', { key: planned }, { id: planned });
}
