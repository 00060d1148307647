import { someCustomer } from './customers.ts';
import { day } from './hours.ts';
import { event, type Story } from './story.ts';
import { countOn } from './volume.ts';
import type { World } from './world.ts';

const kinds = ['usage', 'usage', 'usage', 'usage', 'loyalty', 'loyalty', 'training', 'community'] as const;

/** What customers do beside asking and buying. */
export function* engagementsOf(world: World, epochDay: number): Generator<Story> {
  const people = world.people.until(epochDay);
  const count = countOn(world, epochDay, { what: 'engagements', aYear: world.tickets * 0.8 });
  for (let index = 0; index < count; index += 1) {
    const random = world.random('engagement', epochDay, index);
    const at = epochDay * day + Math.floor(random.between(0, day));
    const customer = someCustomer(people, { random, at });
    if (!customer) continue;
    const row = { id: `engagement-${epochDay}-${index}`, at, customer: customer.id, kind: random.pick(kinds) };
    yield event(at, { engagements: [row] });
  }
}
