import { z } from 'zod';
import { nudgeCard } from '../../nudges/card.ts';
import { clockId, clockKey, listLiveClocks, type LiveClock } from '../../nudges/clocks.ts';
import { quietEnd } from '../../nudges/quiet.ts';
import { readLive } from '../../sync/live.ts';
import type { MessageKind } from '../kind.ts';

const subject = z.array(clockKey.extend({ email: z.string() }));

/** What an agent is told of clocks that run out: of no use once they have, and never told twice, as the next check covers it. */
export const nudgeMessage: MessageKind<readonly LiveClock[]> = {
  name: 'nudge',
  whenUncertain: 'give-up',
  expiresAt: (clocks) => Math.max(...clocks.map(({ target_at }) => target_at)),
  subject: (clocks): z.output<typeof subject> =>
    clocks.map(({ desk, ticket, kind, started_at, email }) => ({ desk, ticket, kind, started_at, email })),

  /** The tickets are read live: clocks stopped, paused or passed on to somebody else since are left out. */
  async prepare(message, tools) {
    const { store, nudges, timezone, now } = tools;
    if (!nudges.enabled) return { dropped: 'nudges were switched off' };
    const later = quietEnd(tools);
    if (later !== undefined) return { later, reason: 'quiet hours' };
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
  },
};
