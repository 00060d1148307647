import type { Reading, Signal } from './signal.ts';
import { readSilence, usualAMonth } from './silence.ts';
import { decimal, many } from './words.ts';

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
