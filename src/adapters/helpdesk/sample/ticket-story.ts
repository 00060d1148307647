import type { Fact } from '../../../helpdesk.ts';
import { arrivalsOn, type Arrival } from './arrival.ts';
import { callStory } from './calls.ts';
import { day, hour, minute } from './hours.ts';
import { lifeOf, type Step } from './life.ts';
import { standing } from './standing.ts';
import { event, type Story } from './story.ts';
import { ticketSurveys } from './ticket-surveys.ts';
import type { World } from './world.ts';

const criteria = [
  { criterion: 'solution', weight: 3 },
  { criterion: 'tone', weight: 1 },
  { criterion: 'process', weight: 2 },
] as const;

/** Some solved tickets are read again by a quality reviewer. */
function reviews({ id, team, random }: Arrival, steps: readonly Step[]): readonly Story[] {
  const solved = steps.findLast(({ kind }) => kind === 'solved');
  const agent = steps.findLast((step) => step.kind === 'agent-reply')?.agent;
  if (!solved || !agent || !random.chance(0.06)) return [];
  const at = solved.at + Math.floor(random.between(hour, 5 * day));
  const rows = criteria.map(({ criterion, weight }): Fact<'reviews'> => {
    const score = Math.min(1, Math.max(0, Math.round(10 * (0.82 + agent.skill + random.between(-0.2, 0.2))) / 10));
    return { id: `${id}-${criterion}`, at, ticket: id, agent: agent.id, team: team.name, criterion, weight, score };
  });
  return [event(at, { reviews: rows })];
}

/** The conversation a ticket began with, where it began with one. */
function conversation(
  { id, at, channel, team, customer, agent, random }: Arrival,
  steps: readonly Step[],
): readonly Story[] {
  const first = steps.find(({ kind }) => kind === 'agent-reply');
  if (!first || (channel !== 'phone' && channel !== 'chat' && channel !== 'click_to_call')) return [];
  const call = callStory({
    id: `call-${id}`,
    at,
    channel: channel === 'chat' ? 'chat' : 'phone',
    isAnswered: true,
    wait: first.at - at,
    talk: Math.min(hour, random.around(5 * minute * agent.pace, 0.5)),
    hold: random.chance(0.3) ? random.between(20, 4 * minute) : 0,
    wrap: random.between(20, 2 * minute) * agent.pace,
    agent: agent.id,
    team: team.name,
    ticket: id,
    customer: customer?.id ?? null,
  });
  return [call];
}

function ticketStory(arrival: Arrival, steps: readonly Step[]): Story {
  return {
    instants: [arrival.at, ...steps.map(({ at }) => at)],
    tell(now) {
      const done = steps.findIndex(({ at }) => at > now);
      return standing(arrival, done === -1 ? steps : steps.slice(0, done));
    },
  };
}

/** The tickets of a day with their calls, surveys and reviews. */
export function* ticketsOf(world: World, epochDay: number): Generator<Story> {
  for (const arrival of arrivalsOn(world, epochDay)) {
    const steps = lifeOf(arrival);
    yield ticketStory(arrival, steps);
    yield* conversation(arrival, steps);
    yield* ticketSurveys(arrival, steps);
    yield* reviews(arrival, steps);
  }
}
