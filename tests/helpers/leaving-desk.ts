import { randomOf } from './naive/random.ts';
import type { SomeFacts } from './store.ts';

const day = 86_400;
/** Days from a customer's ticket to the next. */
const rhythm = 28;
const span = 800;

type Row<T extends keyof SomeFacts> = NonNullable<SomeFacts[T]>[number];

/**
 * Two years of a desk whose customers leave for one reason: a ticket had to be reopened. Each reopened one makes its customer
 * leave in every second case, 31 to 50 days later. Complaints and cancellations are as frequent, and mean nothing. At `now`
 * `risky-…` have a reopened ticket, `loud-…` have complained and asked for a cancellation, both 5 days ago.
 */
export function leavingDesk({ now, customers: count, seed }: { now: number; customers: number; seed: number }): {
  readonly facts: SomeFacts;
  readonly ended: number;
} {
  const random = randomOf(seed);
  const customers: Row<'customers'>[] = [];
  const tickets: Row<'tickets'>[] = [];
  const begins = now - span * day;
  const write = (customer: string, created_at: number, more: Partial<Row<'tickets'>>) => {
    tickets.push({ id: `${tickets.length}`, customer, created_at, solved_at: created_at + 3600, reopens: 0, ...more });
  };
  for (let index = 0; index < count; index += 1) {
    const id = `c-${index}`;
    let ended_at: number | null = null;
    for (
      let created_at = begins + random.below(rhythm * day);
      created_at < (ended_at ?? now - 40 * day);
      created_at += rhythm * day
    ) {
      const isReopened = random.chance(0.08);
      write(id, created_at, {
        reopens: Number(isReopened),
        is_complaint: random.chance(0.12),
        type: random.chance(0.08) ? 'cancellation' : 'question',
      });
      if (isReopened && ended_at === null && random.chance(0.5))
        ended_at = created_at + 31 * day + random.below(19 * day);
    }
    customers.push({ id, started_at: begins - day, ended_at: ended_at !== null && ended_at < now ? ended_at : null });
  }
  for (const index of [1, 2, 3, 4, 5]) {
    for (const name of [`risky-${index}`, `loud-${index}`]) customers.push({ id: name, name, started_at: begins });
    write(`risky-${index}`, now - 5 * day, { reopens: 1 });
    write(`loud-${index}`, now - 5 * day, { is_complaint: true, type: 'cancellation' });
  }
  return { facts: { customers, tickets }, ended: customers.filter(({ ended_at }) => ended_at).length };
}
