import { DAY } from '../../../calendar/units.ts';
import { baselineSpan, recentSpan } from './accounts.ts';
import type { History } from './history.ts';
import type { Reading } from './signal.ts';
import { decimal, many } from './words.ts';

/**
 * No contact, or no order, for 30 days by somebody who used to at least once a month. Its strength is the chance
 * (Poisson's) that 30 days would not have been silent, had nothing changed.
 */
export function readSilence(history: History, now: number): Reading | null {
  const { started_at: since, contacts_before, contacted_at, orders_before, ordered_at } = history;
  const contacts = silence(usualAMonth(contacts_before, { since, now }), contacted_at, now);
  const orders = silence(usualAMonth(orders_before, { since, now }), ordered_at, now);
  if (orders && (!contacts || orders.strength > contacts.strength)) {
    const words = `no order for ${orders.days} days after ${decimal(orders.usual)} a month`;
    return { strength: orders.strength, words, numbers: { days: orders.days, usual: orders.usual } };
  }
  if (!contacts) return null;
  const words = `silent for ${contacts.days} days after ${many(contacts.usual, 'contact')} a month`;
  return { strength: contacts.strength, words, numbers: { days: contacts.days, usual: contacts.usual } };
}

function silence(usual: number | null, last: number | null, now: number) {
  if (usual === null || usual < 1 || last === null || last >= now - recentSpan) return null;
  return { usual, strength: 1 - Math.exp(-usual), days: Math.floor((now - last) / DAY) };
}

/**
 * How often something happened in 30 of the 90 days before the last 30, or of those of them since the customer started.
 * @returns null when the customer has fewer than 30 such days, too few to call anything usual
 */
export function usualAMonth(count: number, { since, now }: { since: number; now: number }): number | null {
  const end = now - recentSpan;
  const months = (end - Math.max(since, end - baselineSpan)) / recentSpan;
  return months < 1 ? null : count / months;
}
