import { tzOffset } from '@date-fns/tz';
import type { channels } from '../../../helpdesk.ts';
import { someCustomer, type Customer } from './customers.ts';
import { day, hour, minute } from './hours.ts';
import type { Random } from './random.ts';
import { teams, type Agent, type Team, type TeamKey } from './roster.ts';
import { topics, type Topic } from './topics.ts';
import { busyness, countOn } from './volume.ts';
import type { World } from './world.ts';

export type Priority = 'low' | 'normal' | 'high' | 'urgent';

/** A ticket as it comes in. */
export interface Arrival {
  readonly id: string;
  /** Epoch seconds. */
  readonly at: number;
  readonly topic: Topic;
  readonly subject: string;
  readonly tags: readonly string[];
  readonly priority: Priority;
  readonly channel: (typeof channels)[number];
  readonly team: Team;
  readonly agent: Agent;
  readonly customer: Customer | null;
  /** The customer has had enough, and is about to leave. */
  readonly isLeaving: boolean;
  readonly isComplaint: boolean;
  /** Solved only when its target is close, so that some ticket is near its target in every hour of every day. */
  readonly isClose: boolean;
  readonly random: Random;
}

const teamShares: readonly [{ key: TeamKey; share: number }, ...{ key: TeamKey; share: number }[]] = [
  { key: 'billing', share: 9 },
  { key: 'technical', share: 2 },
  { key: 'onboarding', share: 7 },
  { key: 'logistics', share: 9 },
];
const hoursOfDay: readonly [number, ...number[]] = [0, ...Array.from({ length: 23 }, (_, index) => index + 1)];
const writtenChannels = ['email', 'email', 'email', 'web', 'web', 'social', 'messaging', 'api'] as const;
const spokenChannels = ['phone', 'phone', 'chat', 'chat', 'chat', 'click_to_call'] as const;
const priorities = ['low', 'normal', 'normal', 'normal', 'high', 'urgent'] as const;

/** By the hour, so that the targets a day or more later also fall one into every hour. */
function closePriority(clockHour: number): Priority {
  if (clockHour % 8 === 0) return 'low';
  return clockHour % 3 === 0 ? 'high' : 'normal';
}

function pickHour(random: Random, { zone, epochDay }: { zone: string; epochDay: number }): number {
  const offset = Math.round(tzOffset(zone, new Date(epochDay * day * 1000)) / 60);
  return random.pickBy(hoursOfDay, (utcHour) => busyness(utcHour + offset));
}

function pickTopic(random: Random, { team, isLeaving }: { team: TeamKey; isLeaving: boolean }): Topic {
  const weightOf = ({ type, weight }: Topic) =>
    isLeaving && (type === 'cancellation' || type === 'return') ? 5 * weight : weight;
  return random.pickBy(topics, (topic) => (topic.team === team ? weightOf(topic) : 0));
}

function pickChannel(random: Random, { team, at }: { team: Team; at: number }): Arrival['channel'] {
  return random.pick(team.hours.isOpen(at) && random.chance(0.3) ? spokenChannels : writtenChannels);
}

/** The tickets that come in on a day (UTC). */
export function arrivalsOn(world: World, epochDay: number): readonly Arrival[] {
  const count = countOn(world, epochDay, { what: 'tickets', aYear: world.tickets });
  const close = count > 20 ? Math.min(24, count) : Math.floor(count / 2);
  const people = world.people.until(epochDay);
  const leaving = world.people.leaving(epochDay);
  const date = new Date(epochDay * day * 1000).toISOString().slice(0, 10).replaceAll('-', '');

  return Array.from({ length: count }, (_, index): Arrival => {
    const random = world.random('ticket', epochDay, index);
    const isClose = index < close;
    const leaver = !isClose && random.chance(0.04) ? leaving[Math.floor(random.between(0, leaving.length))] : undefined;
    const isLeaving = leaver !== undefined;
    const key = isClose ? 'technical' : random.pickBy(teamShares, ({ share }) => share).key;
    const team = teams[key];
    const clockHour = isClose ? Math.floor((index * 24) / close) : pickHour(random, { zone: team.zone, epochDay });
    const minutes = isClose ? random.between(15, 45) : random.between(0, 60);
    const at = epochDay * day + clockHour * hour + Math.floor(minutes * minute);
    const topic = pickTopic(random, { team: key, isLeaving });
    return {
      id: `${date}-${index + 1}`,
      at,
      topic,
      subject: random.pick(topic.subjects),
      tags: random.chance(0.1) ? [...topic.tags, 'vip'] : topic.tags,
      priority: isClose ? closePriority(clockHour) : random.pick(priorities),
      channel: isClose ? random.pick(writtenChannels) : pickChannel(random, { team, at }),
      team,
      agent: random.pickBy(team.agents, ({ pace }) => 1 / pace),
      customer: leaver ?? someCustomer(people, { random, at }),
      isLeaving,
      isComplaint: random.chance(isLeaving ? 0.5 : 0.04),
      isClose,
      random,
    };
  });
}
