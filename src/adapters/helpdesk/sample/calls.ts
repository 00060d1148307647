import { someCustomer } from './customers.ts';
import { day, minute } from './hours.ts';
import { allTeams } from './roster.ts';
import { event, type Story } from './story.ts';
import { countOn } from './volume.ts';
import type { World } from './world.ts';

/** A phone call or chat; durations in seconds. */
export interface Call {
  readonly id: string;
  readonly at: number;
  readonly channel: 'phone' | 'chat';
  readonly isAnswered: boolean;
  readonly wait: number;
  readonly talk: number;
  readonly hold: number;
  readonly wrap: number;
  readonly agent: string | null;
  readonly team: string;
  readonly ticket: string | null;
  readonly customer: string | null;
}

/** A call is known once it is over. One that was given up has a wait and nothing else. */
export function callStory({ at, isAnswered, wait, talk, hold, wrap, ...call }: Call): Story {
  const known = isAnswered ? { talk, hold, wrap } : { talk: 0, hold: 0, wrap: 0 };
  const over = Math.ceil(at + wait + known.talk + known.hold + known.wrap);
  const seconds = (length: number) => (isAnswered ? Math.round(length) : null);
  return event(over, {
    calls: [
      {
        ...call,
        at,
        direction: 'in',
        is_answered: isAnswered,
        wait_seconds: Math.round(wait),
        talk_seconds: seconds(talk),
        hold_seconds: seconds(hold),
        wrap_seconds: seconds(wrap),
      },
    ],
  });
}

/** Calls that lead to no ticket: quick questions, and callers who gave up waiting. */
export function* callsOf(world: World, epochDay: number): Generator<Story> {
  const people = world.people.until(epochDay);
  const count = countOn(world, epochDay, { what: 'calls', aYear: world.tickets * 0.2 });
  for (let index = 0; index < count; index += 1) {
    const random = world.random('call', epochDay, index);
    const team = random.pick(allTeams);
    const at = epochDay * day + Math.floor(random.between(0, day));
    if (!team.hours.isOpen(at)) continue;
    const agent = random.pick(team.agents);
    const isAnswered = random.chance(0.8);
    yield callStory({
      id: `call-${epochDay}-${index}`,
      at,
      channel: random.chance(0.7) ? 'phone' : 'chat',
      isAnswered,
      wait: Math.min(20 * minute, random.around(isAnswered ? 50 : 3 * minute, 0.8)),
      talk: random.around(3 * minute * agent.pace, 0.5),
      hold: 0,
      wrap: random.between(10, 60),
      agent: isAnswered ? agent.id : null,
      team: team.name,
      ticket: null,
      customer: someCustomer(people, { random, at })?.id ?? null,
    });
  }
}
