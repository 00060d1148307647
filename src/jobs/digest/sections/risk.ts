import { churnRisk } from '../../../metrics/rankings/risk/index.ts';
import { riskCaveat, riskFinding, riskItems } from '../../../metrics/present/risk.ts';
import { narrow } from '../narrow.ts';
import type { Section } from '../section.ts';

/** The customers with the most signs of leaving, each with the reasons. */
export const risk: Section = {
  name: 'risk',
  async build(context) {
    const { desks, filters } = await narrow(context);
    const found = await churnRisk(context, {
      scope: { desks, agents: 'none' },
      now: context.now,
      filters,
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
