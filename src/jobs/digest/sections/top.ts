import { periodAgo } from '../../../calendar/period.ts';
import { topFinding, topItems } from '../../../metrics/present/top.ts';
import { topPerformers } from '../../../metrics/rankings/top/index.ts';
import { narrow } from '../narrow.ts';
import type { Section } from '../section.ts';

const withheld = 'Agents are not named here, as people of other organisations read along.';

/** Last week's top performers: a finished week, so that Monday's digest says as much as Friday's. */
export const top: Section = {
  name: 'top',
  async build(context) {
    const { now, timezone, weekStart, areAgentsNamed } = context;
    if (!areAgentsNamed)
      return [
        { type: 'heading', text: 'Top performers' },
        { type: 'text', text: withheld },
      ];
    const { desks, filters } = await narrow(context);
    const performers = await topPerformers(context, {
      scope: { desks, agents: 'all' },
      period: periodAgo({ unit: 'week', ago: 1, label: 'last week' }, { now, timezone, weekStart }),
      filters,
      limit: 3,
    });
    return [
      { type: 'heading', text: 'Top performers' },
      { type: 'text', text: topFinding(performers, 'last week') },
      ...(performers.ranked.length > 0 ? [topItems(performers)] : []),
    ];
  },
};
