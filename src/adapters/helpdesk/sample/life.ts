import type { Arrival } from './arrival.ts';
import { day, hour, minute } from './hours.ts';
import { policy } from './policy.ts';
import type { Agent } from './roster.ts';

/** One thing that happens to a ticket, at an instant in epoch seconds. */
export type Step = { readonly at: number } & (
  | { readonly kind: 'agent-reply'; readonly agent: Agent; readonly waited: number; readonly effort: number }
  | { readonly kind: 'note'; readonly agent: Agent; readonly effort: number }
  | { readonly kind: 'customer-reply' | 'auto-reply' | 'awaiting-customer' | 'on-hold' | 'solved' | 'closed' }
  | { readonly kind: 'reassigned' | 'escalated'; readonly agent: Agent }
);

function firstReplyAt({ at, channel, priority, team, agent, random }: Arrival): number {
  const isCall = channel === 'phone' || channel === 'click_to_call';
  if (isCall) return at + Math.min(15 * minute, 20 + random.wait(2 * minute));
  if (channel === 'chat') return at + Math.min(20 * minute, random.around(minute * agent.pace, 0.8));
  const promised = policy[priority].firstReply;
  const share = Math.min(2.5, random.around(0.32 * agent.pace, 0.7));
  return team.hours.after(at, Math.max(3 * minute, promised * share));
}

function handleSeconds({ topic, random }: Arrival, agent: Agent): number {
  return Math.round(Math.min(hour, random.around(4 * minute * agent.pace * topic.effort, 0.5)));
}

/** How often an agent answers until it is solved; mostly once. */
function countRounds({ agent, topic, random }: Arrival): number {
  let rounds = 1;
  while (rounds < 5 && random.chance((0.33 - agent.skill) * Math.min(1.2, topic.effort))) rounds += 1;
  return rounds;
}

/** A reply, perhaps after a note to colleagues, to a customer who has waited since an instant. */
function* answer(
  arrival: Arrival,
  { agent, waitingSince, at }: { agent: Agent; waitingSince: number; at: number },
): Generator<Step> {
  const noteAt = at - arrival.random.between(minute, 3 * minute);
  if (noteAt > waitingSince && arrival.random.chance(0.3)) yield { kind: 'note', agent, at: noteAt, effort: 90 };
  const effort = handleSeconds(arrival, agent);
  yield { kind: 'agent-reply', agent, at, waited: Math.floor(at) - Math.floor(waitingSince), effort };
}

/** Some tickets go to the team's best agent, some to any other; returns who has it then. */
function* handOver(arrival: Arrival, { agent, at }: { agent: Agent; at: number }): Generator<Step, Agent> {
  const { random, team, isComplaint, isLeaving } = arrival;
  if (random.chance(isComplaint || isLeaving ? 0.3 : 0.05)) {
    yield { kind: 'escalated', agent: team.agents[0], at };
    return team.agents[0];
  }
  if (!random.chance(0.12)) return agent;
  const other = random.pick(team.agents);
  if (other !== agent) yield { kind: 'reassigned', agent: other, at };
  return other;
}

/** Answers and questions from the second round on; returns the instant of the last answer and who gave it. */
function* discuss(
  arrival: Arrival,
  { from, rounds }: { from: number; rounds: number },
): Generator<Step, { at: number; agent: Agent }> {
  const { random, team, isClose, priority, topic } = arrival;
  let { agent } = arrival;
  let at = from;
  const share = Math.min(2.2, random.around(0.34 * agent.pace * topic.effort, 0.7));
  const work = (policy[priority].resolution * (isClose ? random.between(0.2, 0.7) : share)) / (rounds - 1);
  for (let round = 2; round <= rounds; round += 1) {
    const pause = random.between(20 * minute, 5 * hour) + Math.min(3 * day, random.wait(day));
    let asksAt = team.hours.after(at, work * random.between(0.1, 0.3));
    if (!isClose && random.chance(0.8)) {
      yield { kind: 'awaiting-customer', at: at + 1 };
      asksAt = at + pause;
    }
    yield { kind: 'customer-reply', at: asksAt };
    const nextAt = team.hours.after(asksAt, work * random.between(0.6, 0.7));
    agent = yield* handOver(arrival, { agent, at: asksAt + (nextAt - asksAt) / 5 });
    yield* answer(arrival, { agent, waitingSince: asksAt, at: nextAt });
    at = nextAt;
  }
  return { at, agent };
}

/** Customers who come back because it was not solved; returns the instant it was solved for good. */
function* reopenings(
  arrival: Arrival,
  { solvedAt, agent }: { solvedAt: number; agent: Agent },
): Generator<Step, number> {
  const { random, team, isComplaint } = arrival;
  let at = solvedAt;
  for (let count = 0; count < 2 && random.chance(0.06 - agent.skill / 3 + (isComplaint ? 0.1 : 0)); count += 1) {
    const asksAt = at + hour + Math.min(3 * day, random.wait(day));
    yield { kind: 'customer-reply', at: asksAt };
    const nextAt = team.hours.after(asksAt, Math.min(20 * hour, random.around(3 * hour * agent.pace, 0.7)));
    yield* answer(arrival, { agent, waitingSince: asksAt, at: nextAt });
    at = nextAt + 2 * minute;
    yield { kind: 'solved', at };
  }
  return at;
}

function solveAt({ at, isClose, priority, random }: Arrival, answeredAt: number): number {
  const done = answeredAt + random.between(minute, 3 * minute);
  if (!isClose) return done;
  const target = at + policy[priority].resolution;
  const spare = random.chance(0.86) ? random.between(minute, 12 * minute) : -random.between(5 * minute, 2 * hour);
  return Math.max(done, target - spare);
}

function* steps(arrival: Arrival): Generator<Step> {
  const { at, channel, agent, random } = arrival;
  const isWritten = channel === 'email' || channel === 'web';
  if (isWritten && random.chance(0.6)) yield { kind: 'auto-reply', at: at + random.between(2, 30) };
  const firstAt = firstReplyAt(arrival);
  yield* answer(arrival, { agent, waitingSince: at, at: firstAt });
  const rounds = countRounds(arrival);
  const last = rounds === 1 ? { at: firstAt, agent } : yield* discuss(arrival, { from: firstAt, rounds });
  const isHeld = rounds === 1 && !arrival.isClose && random.chance(0.03);
  if (isHeld) yield { kind: 'on-hold', at: last.at + minute };
  const solvedAt = solveAt(arrival, last.at + (isHeld ? random.between(2 * day, 25 * day) : 0));
  yield { kind: 'solved', at: solvedAt };
  const settledAt = yield* reopenings(arrival, { solvedAt, agent: last.agent });
  yield { kind: 'closed', at: settledAt + 4 * day };
}

/** All that ever happens to a ticket, oldest first, at whole seconds. It is over within `longestStory`. */
export function lifeOf(arrival: Arrival): readonly Step[] {
  return [...steps(arrival)].map((step) => ({ ...step, at: Math.floor(step.at) })).sort((a, b) => a.at - b.at);
}
