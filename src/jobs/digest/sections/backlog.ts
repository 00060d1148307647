import { periodAgo } from '../../../calendar/period.ts';
import type { Block } from '../../../chat.ts';
import { ask } from '../../../metrics/ask.ts';
import { backlog as metric } from '../../../metrics/definitions/backlog.ts';
import { chooseDesks } from '../../../metrics/desks.ts';
import { metricBlocks } from '../../../metrics/present/metric.ts';
import type { Section } from '../section.ts';
import { filtersOf } from './filters.ts';

/** The backlog as it stands, against yesterday at this time, by team where it is not one team's digest. */
export const backlog: Section = {
  name: 'backlog',
  async build({ store, now, timezone, weekStart, team, desk }) {
    const filters = filtersOf({ team, desk });
    const { names } = await chooseDesks(store, filters);
    const answer = await ask(store, {
      metric,
      period: periodAgo({ unit: 'day', ago: 0, label: 'today' }, { now, timezone, weekStart }),
      by: team === undefined ? ['team'] : [],
      filters: filters.filter(({ key }) => key !== 'desk'),
      scope: { desks: names, agents: 'none' },
      now,
    });
    const heading: Block = { type: 'heading', text: 'Backlog' };
    return [heading, ...metricBlocks(answer)];
  },
};
