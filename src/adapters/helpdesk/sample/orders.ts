import { someCustomer, type Customer } from './customers.ts';
import { day } from './hours.ts';
import { allTeams } from './roster.ts';
import { event, type Story } from './story.ts';
import { countOn } from './volume.ts';
import type { World } from './world.ts';

const later = ['repeat', 'repeat', 'repeat', 'renewal', 'upsell', 'cross_sell'] as const;
const sizes: Readonly<Record<string, number>> = { enterprise: 900, business: 240, 'self-employed': 60 };

function orderStory(
  world: World,
  { id, at, customer, isFirst }: { id: string; at: number; customer: Customer; isFirst: boolean },
): Story {
  const random = world.random('order', id);
  const kind = isFirst ? 'first' : random.pick(later);
  const isSold = kind === 'upsell' || kind === 'cross_sell';
  const amount = Math.round(100 * random.around(sizes[customer.segment] ?? 100, 0.6)) / 100;
  const margin = Math.round(100 * random.between(0.2, 0.6)) / 100;
  const agent = isSold ? random.pick(random.pick(allTeams).agents).id : null;
  return event(at, { orders: [{ id, at, customer: customer.id, amount, margin, currency: 'EUR', kind, agent }] });
}

/** A customer's first order comes with joining; the others when they please. Those about to leave buy nothing. */
export function* ordersOf(world: World, epochDay: number): Generator<Story> {
  const people = world.people.until(epochDay);
  const silent = new Set(world.people.leaving(epochDay));
  for (const customer of people) {
    if (Math.floor(customer.joins / day) !== epochDay) continue;
    yield orderStory(world, { id: `order-${customer.id}`, at: customer.joins, customer, isFirst: true });
  }
  const count = countOn(world, epochDay, { what: 'orders', aYear: world.tickets * 0.3 });
  for (let index = 0; index < count; index += 1) {
    const random = world.random('buyer', epochDay, index);
    const at = epochDay * day + Math.floor(random.between(0, day));
    const customer = someCustomer(people, { random, at });
    if (!customer || silent.has(customer)) continue;
    yield orderStory(world, { id: `order-${epochDay}-${index}`, at, customer, isFirst: false });
  }
}
