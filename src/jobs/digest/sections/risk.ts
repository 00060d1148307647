import { churnRisk } from '../../../metrics/churn-risk.ts';
import { chooseDesks } from '../../../metrics/desks.ts';
import { riskCaveat, riskFinding, riskItems } from '../../../metrics/present/risk.ts';
import type { Section } from '../section.ts';
import { filtersOf } from './filters.ts';

/** The customers with the most signs of leaving, each with the reasons. */
export const risk: Section = {
  name: 'risk',
  async build({ store, now, team, desk }) {
    const filters = filtersOf({ team, desk });
    const { names } = await chooseDesks(store, filters);
    const found = await churnRisk(store, {
      scope: { desks: names, agents: 'none' },
      now,
      filters: filters.filter(({ key }) => key !== 'desk'),
      limit: 5,
    });
    return [
      { type: 'heading', text: 'Customers at risk' },
      { type: 'text', text: riskFinding(found) },
      ...(found.customers.length > 0 ? [riskItems(found)] : []),
      { type: 'text', text: riskCaveat },
    ];
  },
};
