import type { Customer } from './customers.ts';
import { day } from './hours.ts';
import { past, type Story } from './story.ts';

const year = 365 * day;
/** Renewals told in advance; a sample that runs longer has customers without one. */
const mostRenewals = 20;

/** A customer's stay: known from joining on, renewed every year, and gone in the end. */
export function customerStory(customer: Customer): Story {
  const renewals = Array.from({ length: mostRenewals }, (_, index) => customer.joins + (index + 1) * year);
  return {
    instants: [customer.joins, ...renewals.filter((at) => at < customer.leaves), customer.leaves],
    tell(now) {
      const endedAt = past(customer.leaves, now);
      return {
        customers: [
          {
            id: customer.id,
            name: customer.name,
            email: customer.email,
            organization: customer.organization,
            started_at: customer.joins,
            ended_at: endedAt,
            renewal_at: endedAt === null ? (renewals.find((at) => at > now) ?? null) : null,
            referred_by: customer.referredBy,
            segment: customer.segment,
            preferred_channel: customer.preferredChannel,
          },
        ],
      };
    },
  };
}
