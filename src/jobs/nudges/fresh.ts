import { z } from 'zod';
import type { Message } from '../../store/outbox/messages.ts';
import type { Fresh } from '../messages/fresh.ts';
import type { Tools } from '../job.ts';
import { readLive } from '../sync/live.ts';
import { nudgeCard } from './card.ts';
import { clockId, clockKey, listLiveClocks } from './clocks.ts';
import { quietEnd } from './quiet.ts';

const subject = z.array(clockKey.extend({ email: z.string() }));

/** Look at a nudge's clocks again, the tickets read live: those stopped, paused or passed on to somebody else since it was planned are left out. */
export async function freshNudge(message: Message, tools: Tools): Promise<Fresh> {
  const { store, nudges, timezone, now } = tools;
  if (!nudges.enabled) return { dropped: 'nudges were switched off' };
  const later = quietEnd(tools);
  if (later !== undefined) return { later };
  const planned = subject.parse(message.subject);
  const tickets = new Map(planned.map(({ desk, ticket }) => [JSON.stringify([desk, ticket]), { desk, ticket }]));
  await Promise.all([...tickets.values()].map((ticket) => readLive(ticket, tools)));
  const mine = new Set(planned.map((clock) => `${clockId(clock)} ${clock.email}`));
  const until = message.expires_at ?? now();
  const live = (await listLiveClocks(store, { after: now(), until })).filter((clock) =>
    mine.has(`${clockId(clock)} ${clock.email}`),
  );
  if (live.length === 0) return { dropped: 'no longer needed' };
  return { card: nudgeCard(live, { now: now(), timezone }) };
}
