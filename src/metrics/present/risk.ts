import type { Block } from '../../chat.ts';
import { highRisk, type ChurnRisk } from '../rankings/risk/index.ts';

/** How many reasons a customer is shown with. */
const reasons = 3;

/** How many customers are at risk, and who most. */
export function riskFinding({ customers, high, active }: ChurnRisk): string {
  const [first] = customers;
  if (active === 0) return 'Customers at risk: no data (no customers are known)';
  if (!first) return `Customers at risk: none of ${active} active customers shows a sign of leaving`;
  return `Customers at risk: ${high} of ${active} active customers at ${highRisk} or more of 100; most of all ${first.name}`;
}

/** Each with its score and its heaviest reasons. */
export function riskItems({ customers }: ChurnRisk): Block {
  return {
    type: 'items',
    isOrdered: true,
    items: customers.map(({ name, risk, parts }) => ({
      title: `${name} – ${Math.round(risk)} of 100`,
      detail: parts
        .slice(0, reasons)
        .map(({ words }) => words)
        .join(' · '),
    })),
  };
}

/** What the score is not. */
export const riskCaveat = 'Signs of risk over the last 30 days against the 90 before: a ranking, not a probability.';
