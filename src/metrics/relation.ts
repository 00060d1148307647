/**
 * The facts a metric can be computed from, each with the dimensions its rows carry. A relation names its base table `f`;
 * joins are added only where a dimension needs them.
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

export interface Relation {
  readonly table: string;
  /** SQL by dimension, without `desk`, `hour` and `weekday`, which every relation has. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Joins that belong to the relation, and those that only a dimension starting with the alias needs. */
  readonly join: string;
  readonly joins: Readonly<Record<string, string>>;
}

export const relations = {
  tickets: {
    table: 'tickets',
    dimensions: { ...ownTicket, ...customer },
    join: '',
    joins: { 'c.': joinCustomer('f.customer') },
  },
  contacts: {
    table: 'tickets',
    dimensions: { ...ownTicket, ...customer },
    join: joinCalls,
    joins: { 'c.': joinCustomer('f.customer') },
  },
  spans: {
    table: 'ticket_spans',
    dimensions: { ...ticket, ...customer },
    join: 'JOIN tickets k ON k.desk = f.desk AND k.id = f.ticket',
    joins: { 'c.': joinCustomer('k.customer') },
  },
  sla_clocks: {
    table: 'sla_clocks',
    dimensions: { ...ticket, ...customer, kind: 'f.kind' },
    join: joinTicket,
    joins: { 'c.': joinCustomer('k.customer') },
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
    join: '',
    joins: { 'k.': joinTicket, 'c.': joinCustomer('f.customer') },
  },
  calls: {
    table: 'calls',
    dimensions: { team: 'f.team', agent: 'f.agent', channel: 'f.channel', organization: 'c.organization', ...customer },
    join: '',
    joins: { 'c.': joinCustomer('f.customer') },
  },
} as const satisfies Record<string, Relation>;

export type RelationName = keyof typeof relations;
