import type { Fact } from '../../../helpdesk.ts';
import { someCustomer } from './customers.ts';
import { day } from './hours.ts';
import { event, type Story } from './story.ts';
import { countOn } from './volume.ts';
import type { World } from './world.ts';

const articles = [
  'Reset a password',
  'Read your invoice',
  'Track a parcel',
  'Invite your team',
  'Return a product',
  'Connect a calendar',
  'Change the plan',
  'Limits & quotas',
] as const;

/** Visits to the help pages: what was searched and read, and whether it was enough. */
export function* sessionsOf(world: World, epochDay: number): Generator<Story> {
  const people = world.people.until(epochDay);
  const count = countOn(world, epochDay, { what: 'sessions', aYear: world.tickets * 0.75 });
  for (let index = 0; index < count; index += 1) {
    const random = world.random('session', epochDay, index);
    const session = `session-${epochDay}-${index}`;
    let at = epochDay * day + Math.floor(random.between(0, day));
    const customer = random.chance(0.6) ? (someCustomer(people, { random, at })?.id ?? null) : null;
    const article = random.pick(articles);
    const kinds: Fact<'self_service'>['kind'][] = random.chance(0.4) ? ['search', 'view'] : ['view'];
    if (random.chance(0.5)) kinds.push(random.chance(0.75) ? 'resolved' : 'escalated');
    for (const [step, kind] of kinds.entries()) {
      const row = {
        id: `${session}-${step}`,
        at,
        kind,
        session,
        article: kind === 'search' ? null : article,
        customer,
      };
      yield event(at, { self_service: [row] });
      at += Math.floor(random.between(20, 240));
    }
  }
}
