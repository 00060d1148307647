import { randomFor, type Random } from '../src/adapters/helpdesk/sample/random.ts';
import type { Batch, Fact } from '../src/helpdesk.ts';

/** Thursday 19 November 2026, 10:30 UTC: nothing of the desk lies after it. */
export const now = Date.UTC(2026, 10, 19, 10, 30) / 1000;
const years = 3;
const begin = now - years * 365 * 86_400;
const [hour, day] = [3600, 86_400];
/** Tickets are numbered as helpdesks do: one after the other, of as many digits each. */
const firstTicket = 100_000_000;
/** Tickets or customers of a page, as many as helpdesks give at once. */
const pageRows = 1000;

const teams = ['Billing', 'Delivery', 'Returns', 'Technical', 'Accounts'] as const;
const channels = ['email', 'email', 'web', 'chat', 'phone', 'social'] as const;
const priorities = ['low', 'normal', 'normal', 'normal', 'high', 'urgent'] as const;
const types = ['question', 'problem', 'refund request', 'incident'] as const;
const tags = ['vip', 'invoice', 'late', 'login', 'mobile', 'gift'] as const;
/** Seconds until the target, by kind of clock. */
const targets = { first_reply: 8 * hour, resolution: 3 * day };

interface Population {
  readonly agents: number;
  readonly customers: number;
}

/**
 * The facts of a desk with this many tickets in three years, page by page in the order of their creation; the same each
 * time. It grows by agents and customers, not by what a ticket is like.
 */
export function* deskOf(tickets: number): Generator<Batch> {
  const random = randomFor(1, 'bench');
  const population = { agents: 20 + Math.ceil(tickets / 20_000), customers: Math.ceil(tickets / 50) };
  yield { cursor: 'agents', facts: { agents: agentsOf(population) } };
  for (let first = 0; first < population.customers; first += pageRows) {
    const numbers = numbersFrom(first, population.customers);
    yield { cursor: `customers ${first}`, facts: { customers: numbers.map((number) => customerOf(number, random)) } };
  }
  for (let first = 0; first < tickets; first += pageRows) {
    const stories = numbersFrom(first, tickets).map((number) =>
      storyOf(number, { at: begin + Math.floor((number / tickets) * (now - begin)), population, random }),
    );
    yield {
      cursor: String(first + stories.length),
      facts: {
        tickets: stories.map(({ ticket }) => ticket),
        ticket_spans: stories.flatMap(({ spans }) => spans),
        replies: stories.flatMap(({ replies }) => replies),
        sla_clocks: stories.flatMap(({ clocks }) => clocks),
        surveys: stories.flatMap(({ surveys }) => surveys),
        calls: stories.flatMap(({ calls }) => calls),
        orders: stories.flatMap(({ orders }) => orders),
      },
    };
  }
}

function agentsOf({ agents }: Population): Fact<'agents'>[] {
  return Array.from({ length: agents }, (_, index) => ({
    id: `agent-${index}`,
    name: `Agent ${index}`,
    email: `agent-${index}@example.com`,
    team: teams[index % teams.length] ?? null,
    is_active: true,
  }));
}

function organizationOf(customer: number): string {
  return `Company ${Math.floor(customer / 4)}`;
}

/** The numbers of a page. */
function numbersFrom(first: number, all: number): number[] {
  return Array.from({ length: Math.min(pageRows, all - first) }, (_, index) => first + index);
}

function customerOf(number: number, random: Random): Fact<'customers'> {
  return {
    id: `customer-${number}`,
    name: `Customer ${number}`,
    email: `customer-${number}@example.com`,
    organization: organizationOf(number),
    started_at: Math.floor(random.between(begin, now)),
    ended_at: random.chance(0.1) ? now - Math.floor(random.between(0, 300 * day)) : null,
    renewal_at: null,
    referred_by: null,
    segment: random.pick(['small', 'medium', 'large']),
    preferred_channel: null,
  };
}

/** What becomes of one ticket, as far as it has come by now. */
function storyOf(number: number, { at, population, random }: { at: number; population: Population; random: Random }) {
  const id = String(firstTicket + number);
  const agentNumber = Math.floor(random.between(0, population.agents));
  const customerNumber = Math.floor(random.between(0, population.customers));
  const who = {
    agent: `agent-${agentNumber}`,
    team: teams[agentNumber % teams.length] ?? null,
    channel: random.pick(channels),
    customer: `customer-${customerNumber}`,
  };
  const repliedAt = past(at + random.around(2 * hour, 1));
  const firstSolvedAt = repliedAt && past(repliedAt + random.around(day, 1.2));
  const reopenedAt = firstSolvedAt && random.chance(0.08) ? past(firstSolvedAt + random.around(day, 0.8)) : null;
  const solvedAt = reopenedAt ? past(reopenedAt + random.around(day, 1)) : firstSolvedAt;
  const replies = random.chance(0.6) ? 1 : 2;
  const ticket: Fact<'tickets'> = {
    id,
    subject: `About order ${number}`,
    url: null,
    status: solvedAt ? 'solved' : 'open',
    priority: random.pick(priorities),
    type: random.pick(types),
    ...who,
    tags: [random.pick(tags)],
    organization: organizationOf(customerNumber),
    is_complaint: random.chance(0.04),
    created_at: at,
    updated_at: solvedAt ?? repliedAt ?? at,
    first_reply_at: repliedAt,
    first_reply_by: repliedAt ? who.agent : null,
    solved_at: solvedAt,
    reopens: reopenedAt ? 1 : 0,
    agent_replies: repliedAt ? replies : 0,
    customer_replies: 1,
    touches: replies,
    reassignments: 0,
    escalated_at: null,
    handle_seconds: Math.floor(random.around(600, 0.7)),
  };
  return {
    ticket,
    spans: [
      { ticket: id, seq: 0, from_at: at, to_at: firstSolvedAt },
      ...(reopenedAt ? [{ ticket: id, seq: 1, from_at: reopenedAt, to_at: solvedAt }] : []),
    ],
    replies: repliesOf(ticket),
    clocks: clocksOf(ticket),
    surveys: solvedAt && random.chance(0.25) ? [surveyOf(ticket, random)] : [],
    calls: random.chance(0.1) ? [callOf(ticket, random)] : [],
    orders: random.chance(0.05) ? [orderOf(ticket, random)] : [],
  };
}

function past(at: number): number | null {
  const whole = Math.floor(at);
  return whole < now ? whole : null;
}

function repliesOf({ id, created_at, first_reply_at, agent }: Fact<'tickets'>): Fact<'replies'>[] {
  const opening = { id: `${id}-0`, at: created_at, by: 'customer', agent: null, waited_seconds: null } as const;
  const about = { ticket: id, is_public: true };
  if (first_reply_at === null) return [{ ...opening, ...about }];
  const reply = { id: `${id}-1`, at: first_reply_at, by: 'agent', agent } as const;
  return [
    { ...opening, ...about },
    { ...reply, ...about, waited_seconds: first_reply_at - created_at },
  ];
}

function clocksOf({ id, created_at, first_reply_at, solved_at }: Fact<'tickets'>): Fact<'sla_clocks'>[] {
  const clock = { ticket: id, started_at: created_at, is_paused: false, policy: 'standard' };
  return [
    { ...clock, kind: 'first_reply', target_at: created_at + targets.first_reply, stopped_at: first_reply_at },
    { ...clock, kind: 'resolution', target_at: created_at + targets.resolution, stopped_at: solved_at },
  ];
}

function surveyOf({ id, agent, team, channel, customer, solved_at }: Fact<'tickets'>, random: Random): Fact<'surveys'> {
  return {
    id: `${id}-csat`,
    kind: 'csat',
    sent_at: solved_at,
    answered_at: solved_at && past(solved_at + random.around(4 * hour, 1)),
    score: random.pick([1, 2, 3, 4, 4, 5, 5, 5]),
    scale_min: 1,
    scale_max: 5,
    comment: null,
    ticket: id,
    agent,
    team,
    channel,
    customer,
    replied_at: null,
  };
}

/** One call in three is about no ticket. */
function callOf({ id, created_at, agent, team, customer }: Fact<'tickets'>, random: Random): Fact<'calls'> {
  return {
    id: `${id}-call`,
    at: created_at,
    channel: 'phone',
    direction: 'in',
    is_answered: random.chance(0.9),
    wait_seconds: Math.floor(random.wait(40)),
    talk_seconds: Math.floor(random.around(240, 0.6)),
    hold_seconds: 0,
    wrap_seconds: 30,
    agent,
    team,
    ticket: random.chance(2 / 3) ? id : null,
    customer,
  };
}

function orderOf({ id, created_at, customer, agent }: Fact<'tickets'>, random: Random): Fact<'orders'> {
  return {
    id: `${id}-order`,
    at: created_at,
    customer,
    amount: Math.floor(random.around(80, 0.8)),
    margin: null,
    currency: 'EUR',
    kind: 'repeat',
    agent,
  };
}
