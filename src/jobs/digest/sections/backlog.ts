import { periodAgo } from '../../../calendar/period.ts';
import type { Block } from '../../../chat.ts';
import { ask } from '../../../metrics/answer/ask.ts';
import { backlog as metric } from '../../../metrics/definitions/backlog.ts';
import { metricBlocks } from '../../../metrics/present/metric.ts';
import { narrow } from '../narrow.ts';
import type { Section } from '../section.ts';

/** The backlog as it stands, against yesterday at this time, by team where it is not one team's digest. */
export const backlog: Section = {
  name: 'backlog',
  async build(context) {
    const { now, timezone, weekStart, team } = context;
    const { desks, filters } = await narrow(context);
    const answer = await ask(context, {
      metric,
      period: periodAgo({ unit: 'day', ago: 0, label: 'today' }, { now, timezone, weekStart }),
      by: team === undefined ? ['team'] : [],
      filters,
      scope: { desks, agents: 'none' },
      now,
    });
    const heading: Block = { type: 'heading', text: 'Backlog' };
    return [heading, ...metricBlocks(answer)];
  },
};
