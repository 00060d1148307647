import { YEAR } from '../../calendar/units.ts';
import type { Aggregates } from '../query/query.ts';

const MONTH = YEAR / 12;

/**
 * A customer's lifetime value, in the one currency of the orders; months and years are of 365.25 days. By turnover: average
 * order × orders per customer and year × mean lifetime in years. By margin: the same by months, and times the mean margin.
 * Earned: Σ amount × margin ÷ customers who ordered.
 * @returns null without orders, in several currencies, and where no customer's lifetime is known
 */
export function lifetimeValue(by: 'turnover' | 'margin' | 'earned', aggregates: Aggregates): number | null {
  const {
    n: orders,
    customers = 0,
    amount,
    margin,
    earned,
    other: lifetime,
    seconds = 0,
    currencies = [],
  } = aggregates;
  if (orders === 0 || customers === 0 || currencies.length !== 1) return null;
  if (by === 'earned') return (earned ?? 0) / customers;
  if (lifetime === null || lifetime === undefined || seconds === 0) return null;
  const averageOrder = (amount ?? 0) / orders;
  const perSecond = orders / customers / seconds;
  if (by === 'turnover') return averageOrder * (perSecond * YEAR) * (lifetime / YEAR);
  return perSecond * MONTH * averageOrder * ((margin ?? 0) / orders) * (lifetime / MONTH);
}
