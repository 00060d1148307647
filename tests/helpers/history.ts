import type { History } from '../../src/metrics/rankings/risk/history.ts';

/** An account of which nothing is known but what is given. */
export function historyOf(known: Partial<History>): History {
  return {
    desk: 'acme',
    account: 'c/1',
    name: 'Acme Ltd',
    started_at: 0,
    renewal_at: null,
    ratings: 0,
    bad_ratings: 0,
    mean_rating: null,
    mean_rating_before: null,
    desk_bad_share: null,
    nps_answers: 0,
    detractors: 0,
    mean_effort: null,
    tickets: 0,
    reopened: 0,
    stale_tickets: 0,
    complaints: 0,
    cancellations: 0,
    breaches: 0,
    negative_mentions: 0,
    contacts_in_14_days: 0,
    contacts_before: 0,
    contacted_at: null,
    orders_before: 0,
    ordered_at: null,
    ...known,
  };
}
