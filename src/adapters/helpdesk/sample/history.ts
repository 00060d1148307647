import type { Facts } from '../../../helpdesk.ts';
import { callsOf } from './calls.ts';
import { customerStory } from './customer-story.ts';
import { engagementsOf } from './engagements.ts';
import { day } from './hours.ts';
import { mentionsOf } from './mentions.ts';
import { ordersOf } from './orders.ts';
import { moodsOf, recommendationsOf } from './regular-surveys.ts';
import { sessionsOf } from './self-service.ts';
import type { Story } from './story.ts';
import { ticketsOf } from './ticket-story.ts';
import { longestStory, type World } from './world.ts';

const kindsOfStory = [ticketsOf, callsOf, sessionsOf, ordersOf, mentionsOf, engagementsOf, recommendationsOf, moodsOf];

/** The stories that can have changed between two instants, customers first, then by the day they began. */
function* stories(world: World, { after, upTo }: { after: number; upTo: number }): Generator<Story> {
  const lastDay = Math.floor(upTo / day);
  for (const customer of world.people.until(lastDay)) yield customerStory(customer);
  const firstDay = Math.max(world.start, Math.floor(after / day) - longestStory);
  for (let epochDay = firstDay; epochDay <= lastDay; epochDay += 1) {
    for (const storiesOf of kindsOfStory) yield* storiesOf(world, epochDay);
  }
}

/**
 * What changed later than `after` and not later than `upTo` (epoch seconds), as it stands at `upTo`. Each story is told
 * whole, so that a ticket's rows come together.
 */
export function* changes(world: World, { after, upTo }: { after: number; upTo: number }): Generator<Facts> {
  for (const story of stories(world, { after, upTo })) {
    if (story.instants.some((at) => at > after && at <= upTo)) yield story.tell(upTo);
  }
}
