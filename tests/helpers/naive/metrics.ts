import type { Fact } from '../../../src/helpdesk.ts';
import {
  customerDims,
  isWithin,
  ownDims,
  placeOf,
  surveyDims,
  ticketDims,
  ticketOf,
  timely,
  type Case,
  type Stretch,
} from './case.ts';
import * as fold from './fold.ts';
import { peopleIn, personOf, type Person } from './people.ts';
import type { Placed, World } from './world.ts';

/** A metric in plain loops, written from the definitions in words. */
export interface Naive {
  /** What a desk must give; of a list within, one is enough. */
  readonly needs: readonly (string | readonly string[])[];
  readonly cases: (world: World, stretch: Stretch) => Case[];
  readonly fold: fold.Fold;
  /** The dimension it is told by anyway. */
  readonly mix?: string;
}

type Ticket = Placed<'tickets'>;
const day = 86_400;
const needsTickets = ['tickets'];

function surveys(kind: string, told: (place: number) => Partial<Case>): Naive['cases'] {
  return (world, stretch) =>
    world.tables.surveys.flatMap((survey) => {
      const place = placeOf(survey);
      if (survey.kind !== kind || place === undefined || !isWithin(survey.answered_at, stretch)) return [];
      return [{ dims: { ...surveyDims(world, survey), ...timely(survey.answered_at, stretch) }, ...told(place) }];
    });
}

export function solved(
  told: (ticket: Ticket, world: World, stretch: Stretch) => Partial<Case> | undefined,
): Naive['cases'] {
  return tickets(({ solved_at }) => solved_at, told);
}

function tickets(
  at: (ticket: Ticket) => number | null,
  told: (ticket: Ticket, world: World, stretch: Stretch) => Partial<Case> | undefined,
): Naive['cases'] {
  return (world, stretch) =>
    world.tables.tickets.flatMap((ticket) => {
      const moment = at(ticket);
      const more = isWithin(moment, stretch) ? told(ticket, world, stretch) : undefined;
      if (moment === null || more === undefined) return [];
      return [{ dims: { ...ticketDims(world, ticket, ticket.desk), ...timely(moment, stretch) }, ...more }];
    });
}

/** Tickets unsolved when the stretch ends, and how old they are then. */
function unsolved(fits: (ticket: Ticket, stretch: Stretch) => boolean): Naive['cases'] {
  return (world, stretch) =>
    world.tables.tickets
      .filter((ticket) => {
        const spans = world.tables.ticket_spans.filter(
          (span) => span.desk === ticket.desk && span.ticket === ticket.id,
        );
        const isUnsolved = spans.some(
          ({ from_at, to_at }) => from_at <= stretch.to && (to_at === null || to_at > stretch.to),
        );
        return isUnsolved && fits(ticket, stretch);
      })
      .map((ticket) => ({ dims: ticketDims(world, ticket, ticket.desk), value: stretch.to - ticket.created_at }));
}

function known(...values: readonly (number | null)[]): number | undefined {
  const total = values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
  return total ?? undefined;
}

function lasting(since: number, until: number | null): Partial<Case> | undefined {
  return until === null ? undefined : { value: until - since, between: [since, until] };
}

function valued(value: number | undefined): Partial<Case> | undefined {
  return value === undefined ? undefined : { value };
}

function callDims(world: World, call: Placed<'calls'>, stretch: Stretch): Case['dims'] {
  const own = { team: [call.team], agent: [call.agent], channel: [call.channel] };
  return { ...customerDims(world, call), ...own, ...timely(call.at, stretch) };
}

function calls(told: (call: Placed<'calls'>) => Partial<Case> | undefined): Naive['cases'] {
  return (world, stretch) =>
    world.tables.calls.flatMap((call) => {
      const more = isWithin(call.at, stretch) ? told(call) : undefined;
      return more ? [{ dims: callDims(world, call, stretch), ...more }] : [];
    });
}

/** Undefined where no part of it was timed. */
function timeOn({ talk_seconds, hold_seconds, wrap_seconds }: Fact<'calls'>): number | undefined {
  const parts = [talk_seconds, hold_seconds, wrap_seconds].filter((part) => part !== null);
  return parts.length === 0 ? undefined : parts.reduce((sum, part) => sum + part, 0);
}

function contacts(world: World, ticket: Ticket, now: number): number | undefined {
  if (ticket.agent_replies === null) return undefined;
  const answered = callsAbout(world, ticket).filter(({ is_answered, at }) => is_answered === true && at < now);
  return ticket.agent_replies + answered.length;
}

function callsAbout(world: World, { desk, id }: Ticket) {
  return world.tables.calls.filter((call) => call.desk === desk && call.ticket === id);
}

const handled: Naive['cases'] = (world, stretch) => [
  ...solved((ticket) => {
    const times = callsAbout(world, ticket)
      .filter(({ at }) => at < stretch.now)
      .map(timeOn);
    const parts = [ticket.handle_seconds ?? undefined, ...times].filter((part) => part !== undefined);
    return parts.length === 0 ? undefined : { value: parts.reduce((sum, part) => sum + part, 0) };
  })(world, stretch),
  ...calls((call) => (call.ticket === null && call.is_answered === true ? valued(timeOn(call)) : undefined))(
    world,
    stretch,
  ).map((each) => ({ ...each, dims: { type: [null], priority: [null], tag: [], ...each.dims } })),
];

const feedback: Naive['cases'] = (world, stretch) => [
  ...world.tables.surveys.flatMap((survey) => {
    const { kind, comment, answered_at, replied_at } = survey;
    if (kind === 'esat' || comment === null || comment === '' || !isWithin(answered_at, stretch)) return [];
    const dims = { ...surveyDims(world, survey), ...timely(answered_at, stretch), network: [null], topic: [null] };
    return [{ dims, isHit: replied_at !== null }];
  }),
  ...mentions(({ replied_at }) => ({ isHit: replied_at !== null }))(world, stretch).map((each) => {
    const dims = { ...ticketDims(world, undefined, ''), ...each.dims };
    return { ...each, dims };
  }),
];

function mentions(told: (mention: Placed<'mentions'>) => Partial<Case> | undefined): Naive['cases'] {
  return (world, stretch) =>
    world.tables.mentions.flatMap((mention) => {
      const more = isWithin(mention.at, stretch) ? told(mention) : undefined;
      const { network, topic, desk, at } = mention;
      return more
        ? [{ dims: { network: [network], topic: [topic], desk: [desk], ...timely(at, stretch) }, ...more }]
        : [];
    });
}

function about(topics: readonly string[]): Naive {
  const told = ({ topic }: Fact<'mentions'>) => (topic === null ? undefined : { isHit: topics.includes(topic) });
  return { needs: ['mentions'], cases: mentions(told), fold: fold.share };
}

function felt(wanted: string): Naive {
  const told = ({ sentiment }: Fact<'mentions'>) => (sentiment === null ? undefined : { isHit: sentiment === wanted });
  return { needs: ['mentions'], cases: mentions(told), fold: fold.share };
}

export function customers(
  told: (customer: Person, stretch: Stretch, world: World) => Partial<Case> | undefined,
): Naive['cases'] {
  return (world, stretch) =>
    peopleIn(world).flatMap((customer) => {
      const more = told(customer, stretch, world);
      return more ? [{ dims: ownDims(customer), ...more }] : [];
    });
}

function isActive({ started_at, ended_at }: Fact<'customers'>, at: number): boolean {
  return started_at < at && (ended_at === null || ended_at >= at);
}

function engagementOf(customer: Person, stretch: Stretch, world: World): Partial<Case> | undefined {
  if (!isActive(customer, stretch.to)) return undefined;
  const events = world.tables.engagements.filter(
    (event) => event.customer !== null && personOf(world, event) === customer.person && isWithin(event.at, stretch),
  );
  const took = ['usage', 'loyalty', 'training'].filter((kind) => events.some((event) => event.kind === kind));
  return { value: (100 * took.length) / 3, kinds: took };
}

function orders(told: (order: Placed<'orders'>, world: World) => Partial<Case> | undefined): Naive['cases'] {
  return (world, stretch) =>
    world.tables.orders.flatMap((order) => {
      const more = isWithin(order.at, stretch) ? told(order, world) : undefined;
      const own = { agent: [order.agent], currency: [order.currency], ...timely(order.at, stretch) };
      return more ? [{ dims: { ...customerDims(world, order), ...own }, ...more }] : [];
    });
}

function bought(order: Placed<'orders'>, world: World): Partial<Case> | undefined {
  const { customer, amount, margin, currency } = order;
  if (customer === null || amount === null) return undefined;
  return { thing: personOf(world, order), order: { amount, margin: margin ?? 0, currency } };
}

function boughtAtMargin(order: Placed<'orders'>, world: World): Partial<Case> | undefined {
  return order.margin === null ? undefined : bought(order, world);
}

const lifetimes = customers(({ started_at, ended_at }, { to }) =>
  ended_at !== null && ended_at < to ? { isOther: true, value: ended_at - started_at } : undefined,
);

const visits: Naive['cases'] = (world, stretch) =>
  world.tables.self_service
    .filter(({ at }) => isWithin(at, stretch))
    .map((event) => ({
      dims: { ...customerDims(world, event), article: [event.article], ...timely(event.at, stretch) },
      kinds: [event.kind],
      thing: JSON.stringify(event.session === null ? [event.desk, null, event.id] : [event.desk, event.session]),
    }));

const created = tickets(
  ({ created_at }) => created_at,
  ({ solved_at }, _, { now }) => ({ isHit: solved_at !== null && solved_at < now }),
);

function asOther(cases: Naive['cases']): Naive['cases'] {
  return (world, stretch) => cases(world, stretch).map((each) => ({ ...each, isOther: true }));
}

function both(...all: readonly Naive['cases'][]): Naive['cases'] {
  return (world, stretch) => all.flatMap((cases) => cases(world, stretch));
}

function mixed(dimension: 'type' | 'channel'): Naive {
  const cases = tickets(
    ({ created_at }) => created_at,
    (ticket) => (ticket[dimension] === null ? undefined : {}),
  );
  return { needs: needsTickets, mix: dimension, cases, fold: fold.share };
}

const positive = (place: number) => ({ isHit: place >= 0.75 });

export const naive: Readonly<Record<string, Naive>> = {
  csat: { needs: ['surveys:csat'], cases: surveys('csat', positive), fold: fold.share },
  'csat-score': {
    needs: ['surveys:csat'],
    cases: surveys('csat', (place) => ({ value: 1 + 4 * place })),
    fold: fold.mean,
  },
  nps: { needs: ['surveys:nps'], cases: surveys('nps', (place) => ({ value: 10 * place })), fold: fold.nps },
  ces: { needs: ['surveys:ces'], cases: surveys('ces', (place) => ({ value: 1 + 6 * place })), fold: fold.mean },
  esat: { needs: ['surveys:esat'], cases: surveys('esat', positive), fold: fold.share },
  'feedback-response': { needs: [['surveys', 'mentions']], cases: feedback, fold: fold.share },
  frt: {
    needs: needsTickets,
    cases: (world, stretch) =>
      tickets(
        ({ first_reply_at }) => first_reply_at,
        ({ first_reply_at, created_at, first_reply_by, agent, ...ticket }) => ({
          ...lasting(created_at, first_reply_at),
          dims: {
            ...ticketDims(world, { ...ticket, first_reply_at, created_at, first_reply_by, agent }, ticket.desk),
            ...timely(first_reply_at ?? 0, stretch),
            agent: [first_reply_by ?? agent],
          },
        }),
      )(world, stretch),
    fold: fold.mean,
  },
  'reply-time': {
    needs: ['replies'],
    cases: (world, stretch) =>
      world.tables.replies.flatMap((reply) => {
        const { by, is_public, waited_seconds, agent, at, desk } = reply;
        if (by !== 'agent' || is_public !== true || waited_seconds === null || !isWithin(at, stretch)) return [];
        const dims = { ...ticketDims(world, ticketOf(world, reply), desk), agent: [agent], ...timely(at, stretch) };
        return [{ dims, value: waited_seconds, between: [Math.round(at - waited_seconds), at] }];
      }),
    fold: fold.mean,
  },
  'resolution-time': {
    needs: needsTickets,
    cases: solved(({ solved_at, created_at }) => lasting(created_at, solved_at)),
    fold: fold.mean,
  },
  'complaint-resolution-time': {
    needs: needsTickets,
    cases: solved(({ solved_at, created_at, escalated_at, is_complaint }) =>
      is_complaint === true || escalated_at !== null ? lasting(escalated_at ?? created_at, solved_at) : undefined,
    ),
    fold: fold.mean,
  },
  'wait-time': {
    needs: ['calls'],
    cases: calls(({ direction, is_answered, wait_seconds }) =>
      direction === 'in' && is_answered === true ? valued(wait_seconds ?? undefined) : undefined,
    ),
    fold: fold.mean,
  },
  'handle-time': { needs: [['tickets', 'calls']], cases: handled, fold: fold.mean },
  sla: {
    needs: ['sla_clocks'],
    cases: (world, stretch) =>
      world.tables.sla_clocks.flatMap((clock) => {
        const { target_at, stopped_at, kind, desk } = clock;
        if (target_at === null) return [];
        const isHit = stopped_at !== null && stopped_at <= target_at;
        const decided = isHit ? stopped_at : target_at;
        const dims = { ...ticketDims(world, ticketOf(world, clock), desk), kind: [kind], ...timely(decided, stretch) };
        return isWithin(decided, stretch) ? [{ dims, isHit }] : [];
      }),
    fold: fold.share,
  },
  fcr: {
    needs: needsTickets,
    cases: solved((ticket, world, { now }) => {
      const number = contacts(world, ticket, now) ?? 0;
      const isHit = number === 1 && (ticket.reopens ?? 0) === 0 && ticket.escalated_at === null;
      return number >= 1 ? { isHit } : undefined;
    }),
    fold: fold.share,
  },
  'reopen-rate': {
    needs: needsTickets,
    cases: solved(({ reopens }) => (reopens === null ? undefined : { isHit: reopens > 0, value: reopens })),
    fold: fold.share,
  },
  touches: { needs: needsTickets, cases: solved(({ touches }) => valued(known(touches))), fold: fold.mean },
  'replies-per-resolution': {
    needs: needsTickets,
    cases: solved(({ agent_replies, customer_replies }) => valued(known(agent_replies, customer_replies))),
    fold: fold.mean,
  },
  'resolution-rate': { needs: needsTickets, cases: both(created, asOther(solved(() => ({})))), fold: fold.ratio },
  'next-issue-avoidance': {
    needs: needsTickets,
    cases: tickets(
      ({ solved_at }) => (solved_at === null ? null : solved_at + 7 * day),
      ({ desk, id, customer, solved_at }, world) => {
        if (customer === null || solved_at === null) return undefined;
        const isBack = world.tables.tickets.some(
          (other) =>
            other.desk === desk &&
            other.customer === customer &&
            other.id !== id &&
            other.created_at > solved_at &&
            other.created_at <= solved_at + 7 * day,
        );
        return { isHit: !isBack };
      },
    ),
    fold: fold.share,
  },
  iqs: {
    needs: ['reviews'],
    cases: (world, stretch) =>
      world.tables.reviews.flatMap((review) => {
        const { weight, score, at, desk, team, agent } = review;
        if (weight === null || score === null || !isWithin(at, stretch)) return [];
        const ticket = ticketDims(world, ticketOf(world, review), desk);
        return [{ dims: { ...ticket, team: [team], agent: [agent], ...timely(at, stretch) }, weight, value: score }];
      }),
    fold: fold.weighted,
  },
  tickets: { needs: needsTickets, cases: created, fold: fold.count },
  solved: { needs: needsTickets, cases: solved(() => ({})), fold: fold.count },
  open: { needs: needsTickets, cases: unsolved(() => true), fold: fold.count },
  unanswered: {
    needs: needsTickets,
    cases: unsolved(({ first_reply_at }, { to }) => first_reply_at === null || first_reply_at > to),
    fold: fold.count,
  },
  backlog: {
    needs: needsTickets,
    cases: unsolved(
      ({ first_reply_at, created_at }, { to, minAge = day }) =>
        first_reply_at !== null && first_reply_at <= to && created_at <= to - minAge,
    ),
    fold: fold.count,
  },
  types: mixed('type'),
  channels: mixed('channel'),
  'answered-calls': {
    needs: ['calls'],
    cases: calls(({ direction, is_answered }) =>
      direction === 'in' && is_answered !== null ? { isHit: is_answered } : undefined,
    ),
    fold: fold.share,
  },
  'self-service': { needs: ['self_service', 'tickets'], cases: both(visits, asOther(created)), fold: fold.part },
  retention: {
    needs: ['customers'],
    cases: customers((customer, { from, to }) =>
      isActive(customer, from) ? { isHit: isActive(customer, to) } : undefined,
    ),
    fold: fold.share,
  },
  churn: {
    needs: ['customers'],
    cases: customers((customer, stretch) =>
      isActive(customer, stretch.from) ? { isHit: isWithin(customer.ended_at, stretch) } : undefined,
    ),
    fold: fold.share,
  },
  clv: { needs: ['orders', 'customers'], cases: both(orders(bought), lifetimes), fold: fold.turnover },
  'clv-historic': {
    needs: ['orders'],
    cases: (world, { to, ...stretch }) =>
      orders(boughtAtMargin)(world, { ...stretch, from: 0, to }).map(({ dims, ...each }) => {
        const { hour: _, weekday: __, ...carried } = dims;
        return { ...each, dims: carried };
      }),
    fold: fold.earned,
  },
  'clv-predictive': {
    needs: ['orders', 'customers'],
    cases: both(orders(boughtAtMargin), lifetimes),
    fold: fold.predicted,
  },
  'repurchase-rate': {
    needs: ['orders'],
    cases: orders((order, world) => (order.customer === null ? undefined : { thing: personOf(world, order) })),
    fold: fold.repeat,
  },
  upsell: { needs: ['orders'], cases: orders(({ kind }) => (kind === 'upsell' ? {} : undefined)), fold: fold.count },
  'cross-sell': {
    needs: ['orders'],
    cases: orders(({ kind }) => (kind === 'cross_sell' ? {} : undefined)),
    fold: fold.count,
  },
  'referral-rate': {
    needs: ['customers'],
    cases: customers((customer, stretch) =>
      isWithin(customer.started_at, stretch)
        ? {
            dims: { ...ownDims(customer), ...timely(customer.started_at, stretch) },
            isHit: customer.referred_by !== null,
          }
        : undefined,
    ),
    fold: fold.share,
  },
  engagement: { needs: ['customers', 'engagements'], cases: customers(engagementOf), fold: fold.mean },
  mentions: { needs: ['mentions'], cases: mentions(() => ({})), fold: fold.count },
  'positive-mentions': felt('positive'),
  'negative-mentions': felt('negative'),
  'technical-mentions': about(['technical', 'account']),
  'suggestion-mentions': about(['suggestion']),
  'competitor-mentions': about(['competitor']),
  'answerable-mentions': {
    needs: ['mentions'],
    cases: mentions(({ is_answerable }) => (is_answerable === null ? undefined : { isHit: is_answerable })),
    fold: fold.share,
  },
};
