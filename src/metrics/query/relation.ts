/**
 * The facts a metric can be computed from, each with the dimensions its rows carry. A relation names its base table `f`;
 * joins are added only where something needs their alias.
 */
const ticket = {
  team: 'k.team',
  agent: 'k.agent',
  channel: 'k.channel',
  type: 'k.type',
  priority: 'k.priority',
  tag: 'k.tags',
  organization: 'k.organization',
};
const ownTicket = Object.fromEntries(Object.entries(ticket).map(([name, sql]) => [name, sql.replace('k.', 'f.')]));
const customer = { segment: 'c.segment' };
const joinTicket = 'LEFT JOIN tickets k ON k.desk = f.desk AND k.id = f.ticket';
const joinCustomer = (column: string) => `LEFT JOIN customers c ON c.desk = f.desk AND c.id = ${column}`;
/** Calls answered before the instant `$now`, counted by ticket: with public replies they are a ticket's contacts. */
const joinCalls = `LEFT JOIN (
  SELECT y.desk, y.ticket, count(*) AS answered FROM calls y WHERE y.is_answered AND y.at < $now GROUP BY y.desk, y.ticket
) a ON a.desk = f.desk AND a.ticket = f.id`;
/** Tickets whose customer opened another one within seven days of their solution. */
const joinNextIssue = `LEFT JOIN (
  SELECT DISTINCT x.desk, x.id FROM tickets x JOIN tickets y ON y.desk = x.desk AND y.customer = x.customer AND y.id <> x.id
    AND y.created_at > x.solved_at AND y.created_at <= x.solved_at + 604800
) next_issue ON next_issue.desk = f.desk AND next_issue.id = f.id`;
/** Which kinds of engagement somebody had in a window, each 0 or 1. Rows of `from`, whose events are `y`, are somebody's `who`. */
const joinEngaged = ({ who, from, on }: { who: string; from: string; on: string }) => `LEFT JOIN (
  SELECT ${who}, v.i, max(CASE WHEN y.kind = 'usage' THEN 1 ELSE 0 END) AS usage,
    max(CASE WHEN y.kind = 'loyalty' THEN 1 ELSE 0 END) AS loyalty, max(CASE WHEN y.kind = 'training' THEN 1 ELSE 0 END) AS training
  FROM ${from} JOIN windows v ON y.at >= v.since AND y.at < v.until GROUP BY ${who}, v.i
) engaged ON ${on} AND engaged.i = t.i`;
const customersEngaged = joinEngaged({
  who: 'y.desk, y.customer',
  from: 'engagements y',
  on: 'engaged.desk = f.desk AND engaged.customer = f.id',
});

/** Customers' feedback in words: comments on surveys, and mentions. */
const feedback = `(
  SELECT y.desk, y.answered_at AS at, y.replied_at, y.ticket, y.agent, y.team, y.channel, y.customer,
    CAST(NULL AS TEXT) AS network, CAST(NULL AS TEXT) AS topic
  FROM surveys y WHERE y.kind <> 'esat' AND y.comment <> ''
  UNION ALL
  SELECT z.desk, z.at, z.replied_at, NULL, NULL, NULL, NULL, NULL, z.network, z.topic FROM mentions z
)`;

const timed = ['talk_seconds', 'hold_seconds', 'wrap_seconds'].map((part) => `y.${part}`);
const isTimed = `coalesce(${timed.join(', ')}) IS NOT NULL`;
const spent = timed.map((part) => `coalesce(${part}, 0)`).join(' + ');
/** Contacts whose handling was timed: solved tickets, with the calls about them, and answered calls without a ticket. */
const handled = `(
  SELECT x.desk, x.solved_at AS at, coalesce(x.handle_seconds, 0) + coalesce(y.spent, 0) AS seconds,
    x.team, x.agent, x.channel, x.type, x.priority, x.tags, x.organization, x.customer
  FROM tickets x LEFT JOIN (
    SELECT y.desk, y.ticket, sum(${spent}) AS spent FROM calls y
    WHERE y.ticket IS NOT NULL AND y.at < $now AND ${isTimed} GROUP BY y.desk, y.ticket
  ) y ON y.desk = x.desk AND y.ticket = x.id
  WHERE x.solved_at IS NOT NULL AND (x.handle_seconds IS NOT NULL OR y.spent IS NOT NULL)
  UNION ALL
  SELECT y.desk, y.at, ${spent}, y.team, y.agent, y.channel, NULL, NULL, NULL, c.organization, y.customer
  FROM calls y LEFT JOIN customers c ON c.desk = y.desk AND c.id = y.customer
  WHERE y.ticket IS NULL AND y.is_answered AND ${isTimed}
)`;

/**
 * Tickets that stood solved at the end of a window, were reopened since and are solved in no window before its end any more;
 * `at` is when they had been solved last. Found from the few tickets that were on the way then.
 */
const reopened = `(
  SELECT y.desk, y.ticket, max(coalesce(y.to_at, $now)) FILTER (WHERE y.from_at < $lastUntil) AS at
  FROM ticket_spans y JOIN tickets x ON x.desk = y.desk AND x.id = y.ticket
  WHERE y.from_at < $now AND x.created_at < $lastUntil AND (x.solved_at IS NULL OR x.solved_at >= $lastUntil)
  GROUP BY y.desk, y.ticket HAVING bool_or(y.from_at >= $lastUntil)
)`;

/**
 * Who a desk's customer is on all desks: one e-mail address is one person, however many desks know it. Where a desk has several
 * customers of one address they stay apart there, and pair off with another desk's in order of their ids.
 */
export const persons = `(
  SELECT y.*, CASE WHEN y.email <> '' THEN lower(y.email) || ' ' ||
      row_number() OVER (PARTITION BY y.desk, lower(y.email) ORDER BY y.id)
    ELSE y.desk || '/' || y.id END AS person
  FROM customers y WHERE y.desk IN ($desks)
)`;
/** A person is a customer from the first desk's word for it to the last's, and what is known of them is the first desk's that knows. */
const asCame = (column: string) =>
  `(array_agg(y.${column} ORDER BY y.started_at, y.desk, y.id) FILTER (WHERE y.${column} IS NOT NULL))[1] AS ${column}`;
const people = `(
  SELECT y.person, min(y.started_at) AS started_at, CASE WHEN count(y.ended_at) = count(*) THEN max(y.ended_at) END AS ended_at,
    max(y.referred_by) AS referred_by, ${['desk', 'id', 'organization', 'segment', 'preferred_channel'].map(asCame).join(', ')}
  FROM ${persons} y GROUP BY y.person
)`;
const peopleEngaged = joinEngaged({
  who: 'p.person',
  from: `engagements y JOIN ${persons} p ON p.desk = y.desk AND p.id = y.customer`,
  on: 'engaged.person = f.person',
});
const ordersOfPeople = `(
  SELECT y.*, CASE WHEN y.customer IS NOT NULL THEN coalesce(p.person, y.desk || '/' || y.customer) END AS buyer
  FROM orders y LEFT JOIN ${persons} p ON p.desk = y.desk AND p.id = y.customer WHERE y.desk IN ($desks)
)`;
/** Who ordered, in definitions: a customer of a desk, or, over several desks, a person. */
const buyer = { ofDesk: '(f.desk, f.customer)', ofPeople: 'f.buyer' };

export interface Relation {
  /** A table, or a query in brackets. `$now` stands for the instant a question is as of, here and in joins; `$lastUntil` for the end of its last window. */
  readonly table: string;
  /** SQL by dimension, without `desk`, which every relation has, and `hour` and `weekday`, which what happens has. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** By alias, for where it is named; one may need an earlier one. */
  readonly joins: Readonly<Record<string, string>>;
  /** The same over several desks, where it is about customers, of whom one may be on each: `$desks` are those in scope. */
  readonly ofPeople?: Pick<Relation, 'table'> & Partial<Pick<Relation, 'joins'>>;
}

/** The relation as a question needs it: of people where it is over several desks, unless it tells these apart. */
export function relationFor(
  name: RelationName,
  { desks, isByDesk }: { desks: readonly string[]; isByDesk: boolean },
): Relation & { readonly buyer: string } {
  const relation: Relation = relations[name];
  if (relation.ofPeople === undefined || desks.length < 2 || isByDesk) return { ...relation, buyer: buyer.ofDesk };
  return { ...relation, ...relation.ofPeople, buyer: buyer.ofPeople };
}

export const relations = {
  tickets: {
    table: 'tickets',
    dimensions: { ...ownTicket, ...customer },
    joins: { 'c.': joinCustomer('f.customer'), 'a.': joinCalls, 'next_issue.': joinNextIssue },
  },
  handled: {
    table: handled,
    dimensions: { ...ownTicket, ...customer },
    joins: { 'c.': joinCustomer('f.customer') },
  },
  spans: {
    table: 'ticket_spans',
    dimensions: { ...ticket, ...customer },
    joins: { 'k.': joinTicket.replace('LEFT ', ''), 'c.': joinCustomer('k.customer') },
  },
  reopened: {
    table: reopened,
    dimensions: { ...ticket, ...customer },
    joins: { 'k.': joinTicket.replace('LEFT ', ''), 'c.': joinCustomer('k.customer') },
  },
  replies: {
    table: 'replies',
    dimensions: { ...ticket, agent: 'f.agent', ...customer },
    joins: { 'k.': joinTicket, 'c.': joinCustomer('k.customer') },
  },
  sla_clocks: {
    table: 'sla_clocks',
    dimensions: { ...ticket, ...customer, kind: 'f.kind' },
    joins: { 'k.': joinTicket, 'c.': joinCustomer('k.customer') },
  },
  surveys: {
    table: 'surveys',
    dimensions: {
      team: 'f.team',
      agent: 'f.agent',
      channel: 'f.channel',
      type: ticket.type,
      priority: ticket.priority,
      tag: ticket.tag,
      organization: 'coalesce(k.organization, c.organization)',
      ...customer,
    },
    joins: { 'k.': joinTicket, 'c.': joinCustomer('f.customer') },
  },
  feedback: {
    table: feedback,
    dimensions: {
      team: 'f.team',
      agent: 'f.agent',
      channel: 'f.channel',
      type: ticket.type,
      priority: ticket.priority,
      tag: ticket.tag,
      organization: 'coalesce(k.organization, c.organization)',
      ...customer,
      network: 'f.network',
      topic: 'f.topic',
    },
    joins: { 'k.': joinTicket, 'c.': joinCustomer('f.customer') },
  },
  calls: {
    table: 'calls',
    dimensions: { team: 'f.team', agent: 'f.agent', channel: 'f.channel', organization: 'c.organization', ...customer },
    joins: { 'c.': joinCustomer('f.customer') },
  },
  reviews: {
    table: 'reviews',
    dimensions: { ...ticket, team: 'f.team', agent: 'f.agent', ...customer },
    joins: { 'k.': joinTicket, 'c.': joinCustomer('k.customer') },
  },
  self_service: {
    table: 'self_service',
    dimensions: { article: 'f.article', organization: 'c.organization', ...customer },
    joins: { 'c.': joinCustomer('f.customer') },
  },
  mentions: { table: 'mentions', dimensions: { network: 'f.network', topic: 'f.topic' }, joins: {} },
  customers: {
    table: 'customers',
    dimensions: { organization: 'f.organization', segment: 'f.segment' },
    joins: { 'engaged.': customersEngaged },
    ofPeople: { table: people, joins: { 'engaged.': peopleEngaged } },
  },
  orders: {
    table: 'orders',
    dimensions: { agent: 'f.agent', organization: 'c.organization', ...customer, currency: 'f.currency' },
    joins: { 'c.': joinCustomer('f.customer') },
    ofPeople: { table: ordersOfPeople },
  },
} as const satisfies Record<string, Relation>;

export type RelationName = keyof typeof relations;
