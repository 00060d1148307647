import { day, hour } from './hours.ts';
import { roster } from './roster.ts';
import type { Story } from './story.ts';
import { surveyStory } from './survey.ts';
import type { World } from './world.ts';

const quarter = 91;
const month = 30;

/** Every customer is asked once a quarter how likely they are to recommend us. */
export function* recommendationsOf(world: World, epochDay: number): Generator<Story> {
  const people = world.people.until(epochDay);
  const leaving = new Set(world.people.leaving(epochDay));
  for (let index = epochDay % quarter; index < people.length; index += quarter) {
    const customer = people[index];
    const sentAt = epochDay * day + 9 * hour;
    if (!customer || sentAt < customer.joins || sentAt >= customer.leaves) continue;
    const random = world.random('nps', epochDay, index);
    const happy = random.pick([10, 10, 9, 9, 9, 8, 8, 7, 6, 4]);
    const score = leaving.has(customer) ? random.pick([0, 2, 3, 5, 6]) : happy;
    const at = sentAt + Math.floor(Math.min(9 * day, random.wait(day)));
    const comment = score < 7 && random.chance(0.5) ? 'Expected more for the price' : null;
    const answer = random.chance(0.25) ? { at, score, comment, repliedAt: null } : null;
    const survey = { id: `nps-${epochDay}-${index}`, scale_min: 0, scale_max: 10, customer: customer.id };
    yield surveyStory({ ...survey, kind: 'nps', sentAt, answer });
  }
}

/** Every agent is asked once a month how they like their work. */
export function* moodsOf(world: World, epochDay: number): Generator<Story> {
  for (const [index, { agent, team }] of roster.entries()) {
    if ((epochDay + index) % month !== 0) continue;
    const random = world.random('esat', epochDay, index);
    const sentAt = epochDay * day + 10 * hour;
    const score = random.chance(0.75) ? random.pick([4, 5]) : random.pick([2, 3]);
    const at = sentAt + Math.floor(Math.min(5 * day, random.wait(day)));
    const answer = random.chance(0.8) ? { at, score, comment: null, repliedAt: null } : null;
    const survey = { id: `esat-${epochDay}-${index}`, scale_min: 1, scale_max: 5, agent: agent.id, team };
    yield surveyStory({ ...survey, kind: 'esat', sentAt, answer });
  }
}
