import { wednesdays } from '../../helpers/weekly-desk.ts';
import { iso } from './rows.ts';
import type { FakeZendesk } from './server.ts';

/** What any whole week comes to in the account that {@link fillWeeks} makes. */
export const weekly = { csat: 75, tickets: 5, solved: 4, 'reopen-rate': 25, frt: 1800 };

/**
 * An account in which the last weeks are alike. On Wednesday come 5 tickets, all answered after 30 minutes; 4 are solved an
 * hour after they came, one of them after it was reopened; 3 of 4 ratings are good.
 */
export function fillWeeks(zendesk: FakeZendesk, now = Date.now() / 1000): void {
  zendesk.groups.push({ id: 51, name: 'Billing' });
  zendesk.saveUser({ id: 11, name: 'Ana Ray', email: 'ana@example.com', role: 'agent', default_group_id: 51 });
  for (const [week, at] of wednesdays(now).toReversed().entries()) {
    for (const index of [0, 1, 2, 3, 4]) {
      const id = week * 10 + index + 1;
      const isSolved = index < 4;
      zendesk.saveTicket({
        id,
        status: isSolved ? 'solved' : 'open',
        assignee_id: 11,
        group_id: 51,
        created_at: iso(at),
        metric_set: {
          replies: 1,
          reopens: index === 0 ? 1 : 0,
          solved_at: isSolved ? iso(at + 3600) : null,
          reply_time_in_minutes: { calendar: 30, business: 30 },
        },
      });
      if (isSolved) rate(zendesk, { id, at, score: index === 0 ? 'bad' : 'good' });
    }
  }
}

export function rate(zendesk: FakeZendesk, { id, at, score }: { id: number; at: number; score: 'good' | 'bad' }): void {
  const given = { created_at: iso(at), updated_at: iso(at + 1800) };
  zendesk.saveRating({ id, ticket_id: id, assignee_id: 11, group_id: 51, score, ...given });
}
