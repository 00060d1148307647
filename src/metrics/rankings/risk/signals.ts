import { DAY } from '../../../calendar/units.ts';
import { baselineSpan, recentSpan } from './accounts.ts';
import type { History } from './history.ts';

/** What a signal says of one account. */
interface Reading {
  /** Above 0, up to 1. */
  readonly strength: number;
  /** What was seen, for a manager. */
  readonly words: string;
  /** The same in numbers: counts, days, and levels in 0–1. */
  readonly numbers: Readonly<Record<string, number>>;
}

export type SignalId =
  | 'bad-ratings'
  | 'falling-rating'
  | 'nps-detractor'
  | 'effort'
  | 'reopened'
  | 'stale-tickets'
  | 'sla-breaches'
  | 'complaints'
  | 'cancellation'
  | 'negative-mentions'
  | 'frequent-contacts'
  | 'silence';

/** A sign that a customer may leave. */
export interface Signal {
  readonly id: SignalId;
  /** In log-odds, at full strength. */
  readonly weight: number;
  /** Null where nothing is known or nothing speaks for leaving. */
  readonly read: (history: History, now: number) => Reading | null;
}

/** A customer's few ratings count beside as many of the desk's average one, so that a single bad one is not all. */
const deskRatings = 3;

/** In the order of the documentation. */
export const signals: readonly Signal[] = [
  {
    id: 'bad-ratings',
    weight: 1.6,
    read({ ratings, bad_ratings: bad, desk_bad_share }) {
      if (bad === 0) return null;
      const strength = (bad + deskRatings * (desk_bad_share ?? 0)) / (ratings + deskRatings);
      return { strength, words: `${bad} of ${many(ratings, 'rating')} bad`, numbers: { bad, ratings } };
    },
  },
  {
    id: 'falling-rating',
    weight: 0.8,
    read({ mean_rating: mean, mean_rating_before: before }) {
      if (mean === null || before === null || mean >= before) return null;
      const words = `mean rating fell from ${decimal(1 + 4 * before)} to ${decimal(1 + 4 * mean)} of 5`;
      return { strength: before - mean, words, numbers: { mean, before } };
    },
  },
  {
    id: 'nps-detractor',
    weight: 1.4,
    read({ nps_answers: answers, detractors }) {
      if (detractors === 0) return null;
      const words = answers === 1 ? 'NPS detractor' : `${detractors} of ${answers} NPS answers from detractors`;
      return { strength: detractors / answers, words, numbers: { detractors, answers } };
    },
  },
  {
    id: 'effort',
    weight: 0.9,
    read({ mean_effort: effort }) {
      // Up to the middle of the scale it was easy.
      if (effort === null || effort <= 0.5) return null;
      return { strength: effort, words: `effort ${decimal(1 + 6 * effort)} of 7`, numbers: { effort } };
    },
  },
  {
    id: 'reopened',
    weight: 0.8,
    read({ tickets, reopened }) {
      if (reopened === 0) return null;
      const words = `${reopened} of ${many(tickets, 'ticket')} reopened`;
      return { strength: reopened / tickets, words, numbers: { reopened, tickets } };
    },
  },
  {
    id: 'stale-tickets',
    weight: 0.8,
    read: ({ stale_tickets: count }) =>
      countReading(count, {
        full: 3,
        words: `${many(count, 'ticket')} unsolved for longer than 9 in 10 of the desk’s`,
      }),
  },
  {
    id: 'sla-breaches',
    weight: 0.6,
    read: ({ breaches: count }) => countReading(count, { full: 3, words: `${many(count, 'SLA target')} missed` }),
  },
  {
    id: 'complaints',
    weight: 1.2,
    read: ({ complaints: count }) =>
      countReading(count, { full: 2, words: many(count, 'complaint or escalation', 'complaints or escalations') }),
  },
  {
    id: 'cancellation',
    weight: 1.8,
    read: ({ cancellations: count }) =>
      countReading(count, { full: 1, words: many(count, 'cancellation or refund ticket') }),
  },
  {
    id: 'negative-mentions',
    weight: 0.5,
    read: ({ negative_mentions: count }) => countReading(count, { full: 1, words: many(count, 'negative mention') }),
  },
  {
    id: 'frequent-contacts',
    weight: 0.6,
    read(history, now) {
      const contacts = history.contacts_in_14_days;
      const usual = ((usualAMonth(history.contacts_before, { since: history.started_at, now }) ?? 0) * 14) / 30;
      // Three are nothing out of the way for an organization that writes daily.
      if (contacts < 3 || contacts < 2 * usual) return null;
      return { strength: 1, words: `${contacts} contacts in 14 days`, numbers: { contacts, usual } };
    },
  },
  { id: 'silence', weight: 1, read: readSilence },
];

/** So many of them, `full` being as bad as it gets. */
function countReading(count: number, { full, words }: { full: number; words: string }): Reading | null {
  return count === 0 ? null : { strength: Math.min(1, count / full), words, numbers: { count } };
}

/**
 * No contact, or no order, for 30 days by somebody who used to at least once a month. Its strength is the chance
 * (Poisson's) that 30 days would not have been silent, had nothing changed.
 */
function readSilence(history: History, now: number): Reading | null {
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
function usualAMonth(count: number, { since, now }: { since: number; now: number }): number | null {
  const end = now - recentSpan;
  const months = (end - Math.max(since, end - baselineSpan)) / recentSpan;
  return months < 1 ? null : count / months;
}

/** At most one decimal: `4`, `2.7`. */
function decimal(value: number): string {
  return String(Number(value.toFixed(1)));
}

/** `1 ticket`, `3 tickets`, `2.7 tickets`. */
export function many(count: number, one: string, several = `${one}s`): string {
  const shown = decimal(count);
  return `${shown} ${shown === '1' ? one : several}`;
}
