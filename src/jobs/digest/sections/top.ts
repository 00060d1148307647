import { periodAgo } from '../../../calendar/period.ts';
import { chooseDesks } from '../../../metrics/desks.ts';
import { topFinding, topItems } from '../../../metrics/present/top.ts';
import { topPerformers } from '../../../metrics/top-performers.ts';
import type { Section } from '../section.ts';
import { filtersOf } from './filters.ts';

/** Last week's top performers: a finished week, so that Monday's digest says as much as Friday's. */
export const top: Section = {
  name: 'top',
  async build({ store, now, timezone, weekStart, team, desk }) {
    const filters = filtersOf({ team, desk });
    const { names } = await chooseDesks(store, filters);
    const performers = await topPerformers(store, {
      scope: { desks: names, agents: 'all' },
      period: periodAgo({ unit: 'week', ago: 1, label: 'last week' }, { now, timezone, weekStart }),
      filters: filters.filter(({ key }) => key !== 'desk'),
      limit: 3,
    });
    return [
      { type: 'heading', text: 'Top performers' },
      { type: 'text', text: topFinding(performers, 'last week') },
      ...(performers.ranked.length > 0 ? [topItems(performers)] : []),
    ];
  },
};
