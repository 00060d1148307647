import { describe, expect, test } from 'vitest';
import type { History } from '../../../../../src/metrics/rankings/risk/history.ts';
import { signals, type SignalId } from '../../../../../src/metrics/rankings/risk/signals.ts';
import { historyOf } from '../../../../helpers/history.ts';

const day = 86_400;
const now = 1000 * day;

function read(id: SignalId, known: Partial<History>) {
  const signal = signals.find((candidate) => candidate.id === id);
  return signal?.read(historyOf(known), now) ?? null;
}

test('nothing known says nothing', () => {
  expect(signals.map(({ read }) => read(historyOf({}), now))).toEqual(signals.map(() => null));
});

describe('what is seen', () => {
  const cases: { id: SignalId; known: Partial<History>; strength: number; words: string }[] = [
    {
      // Three ratings of the desk's average customer, 10 % of them bad, count beside: (2 + 3 · 0.1) ÷ (3 + 3)
      id: 'bad-ratings',
      known: { ratings: 3, bad_ratings: 2, desk_bad_share: 0.1 },
      strength: 2.3 / 6,
      words: '2 of 3 ratings bad',
    },
    {
      id: 'bad-ratings',
      known: { ratings: 1, bad_ratings: 1, desk_bad_share: 0.1 },
      strength: 1.3 / 4,
      words: '1 of 1 rating bad',
    },
    {
      id: 'falling-rating',
      known: { mean_rating: 0.25, mean_rating_before: 0.875 },
      strength: 0.625,
      words: 'mean rating fell from 4.5 to 2 of 5',
    },
    { id: 'nps-detractor', known: { nps_answers: 1, detractors: 1 }, strength: 1, words: 'NPS detractor' },
    {
      id: 'nps-detractor',
      known: { nps_answers: 4, detractors: 1 },
      strength: 0.25,
      words: '1 of 4 NPS answers from detractors',
    },
    { id: 'effort', known: { mean_effort: 0.8 }, strength: 0.8, words: 'effort 5.8 of 7' },
    { id: 'reopened', known: { tickets: 4, reopened: 2 }, strength: 0.5, words: '2 of 4 tickets reopened' },
    {
      id: 'stale-tickets',
      known: { stale_tickets: 1 },
      strength: 1 / 3,
      words: '1 ticket unsolved for longer than 9 in 10 of the desk’s',
    },
    { id: 'sla-breaches', known: { breaches: 7 }, strength: 1, words: '7 SLA targets missed' },
    { id: 'complaints', known: { complaints: 1 }, strength: 0.5, words: '1 complaint or escalation' },
    { id: 'complaints', known: { complaints: 2 }, strength: 1, words: '2 complaints or escalations' },
    { id: 'cancellation', known: { cancellations: 1 }, strength: 1, words: '1 cancellation or refund ticket' },
    { id: 'negative-mentions', known: { negative_mentions: 2 }, strength: 1, words: '2 negative mentions' },
    { id: 'frequent-contacts', known: { contacts_in_14_days: 3 }, strength: 1, words: '3 contacts in 14 days' },
    {
      // 12 in the 90 days before is 4 in 30; P(none | 4) = e⁻⁴
      id: 'silence',
      known: { contacts_before: 12, contacted_at: now - 40 * day },
      strength: 1 - Math.exp(-4),
      words: 'silent for 40 days after 4 contacts a month',
    },
    {
      id: 'silence',
      known: { orders_before: 8, ordered_at: now - 33.5 * day },
      strength: 1 - Math.exp(-8 / 3),
      words: 'no order for 33 days after 2.7 a month',
    },
  ];
  test.each(cases)('$words', ({ id, known, strength, words }) => {
    const reading = read(id, known);
    expect(reading?.words).toBe(words);
    expect(reading?.strength).toBeCloseTo(strength, 12);
  });
});

describe('what says nothing', () => {
  const cases: { what: string; id: SignalId; known: Partial<History> }[] = [
    { what: 'good ratings', id: 'bad-ratings', known: { ratings: 3, desk_bad_share: 0.5 } },
    { what: 'a rating that rose', id: 'falling-rating', known: { mean_rating: 1, mean_rating_before: 0.5 } },
    { what: 'a bad rating without one before', id: 'falling-rating', known: { mean_rating: 0 } },
    { what: 'a promoter', id: 'nps-detractor', known: { nps_answers: 1 } },
    { what: 'moderate effort', id: 'effort', known: { mean_effort: 0.5 } },
    { what: 'two contacts in 14 days', id: 'frequent-contacts', known: { contacts_in_14_days: 2 } },
    {
      // 45 in 90 days are 7 in 14
      what: 'as many contacts as ever',
      id: 'frequent-contacts',
      known: { contacts_in_14_days: 10, contacts_before: 45 },
    },
    {
      what: 'silence after two contacts in 90 days',
      id: 'silence',
      known: { contacts_before: 2, contacted_at: now - 40 * day },
    },
    { what: 'a word 30 days ago', id: 'silence', known: { contacts_before: 12, contacted_at: now - 30 * day } },
    {
      // 59 days a customer: 29 before the last 30
      what: 'silence of a new customer',
      id: 'silence',
      known: { started_at: now - 59 * day, contacts_before: 12, contacted_at: now - 40 * day },
    },
  ];
  test.each(cases)('$what', ({ id, known }) => {
    expect(read(id, known)).toBeNull();
  });
});

test('what is usual is counted since the customer started', () => {
  // 60 days a customer: 4 contacts in the first 30 of them are 4 a month
  const reading = read('silence', { started_at: now - 60 * day, contacts_before: 4, contacted_at: now - 35 * day });
  expect(reading?.numbers).toEqual({ days: 35, usual: 4 });
});

test('of silence and missing orders the stronger one is told', () => {
  const known = { contacts_before: 3, contacted_at: now - 50 * day, orders_before: 9, ordered_at: now - 31 * day };
  expect(read('silence', known)?.words).toBe('no order for 31 days after 3 a month');
  expect(read('silence', { ...known, contacts_before: 30 })?.words).toBe(
    'silent for 50 days after 10 contacts a month',
  );
});
