import { listLiveClocks } from '../clocks.ts';
import type { Finding, Rule } from '../rule.ts';

/**
 * A live clock runs out within one of the lead times. Its stage is the shortest lead time it lies in, so that a clock
 * seen late is told of once, not once for each lead time it missed.
 */
export const breach: Rule = {
  name: 'breach',
  async find({ store, settings, now }) {
    const leads = settings.before.toSorted((a, b) => a - b);
    const clocks = await listLiveClocks(store, { after: now, until: now + (leads.at(-1) ?? 0) });
    return clocks.flatMap((clock): Finding[] => {
      const lead = leads.find((seconds) => clock.target_at <= now + seconds);
      return lead === undefined ? [] : [{ clock, stage: `${lead}` }];
    });
  },
};
