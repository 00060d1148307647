import type { Expression } from './sql.ts';
import { anyTicket, itsCustomer, itsTicket, ticketsCustomer } from './joins.ts';
import { customers, feedback, handled, orders, reopened } from './tables.ts';

/** SQL of a dimension, with the joins it needs, in order. */
export type Dimension = string | { readonly sql: string; readonly joins: readonly string[] };

/** Facts that a figure can be computed from, with the dimensions its rows carry. */
export interface Relation {
  /** A table, or a query in brackets; its rows are `f`. */
  readonly table: Expression;
  /** Without `desk`, which every relation has, and `hour` and `weekday`, which what happens has. */
  readonly dimensions: Readonly<Record<string, Dimension>>;
}

const own = {
  team: 'f.team',
  agent: 'f.agent',
  channel: 'f.channel',
  type: 'f.type',
  priority: 'f.priority',
  tag: 'f.tags',
  organization: 'f.organization',
};

/** The dimensions of the ticket a row is of, and of the ticket's customer. */
function ofTicket(ticket: string) {
  const joins = [ticket];
  return {
    team: { sql: 'k.team', joins },
    agent: { sql: 'k.agent', joins },
    channel: { sql: 'k.channel', joins },
    type: { sql: 'k.type', joins },
    priority: { sql: 'k.priority', joins },
    tag: { sql: 'k.tags', joins },
    organization: { sql: 'k.organization', joins },
    segment: { sql: 'c.segment', joins: [ticket, ticketsCustomer] },
  };
}

const segment = { sql: 'c.segment', joins: [itsCustomer] };
const organization = { sql: 'c.organization', joins: [itsCustomer] };

/** Somebody said something, possibly about a ticket: what they say of themselves goes before what the ticket does. */
const ofFeedback = {
  ...ofTicket(anyTicket),
  team: own.team,
  agent: own.agent,
  channel: own.channel,
  organization: { sql: 'coalesce(k.organization, c.organization)', joins: [anyTicket, itsCustomer] },
  segment,
};

export const relations = {
  tickets: { table: 'tickets', dimensions: { ...own, segment } },
  handled: { table: handled, dimensions: { ...own, segment } },
  spans: { table: 'ticket_spans', dimensions: ofTicket(itsTicket) },
  reopened: { table: reopened, dimensions: ofTicket(itsTicket) },
  replies: { table: 'replies', dimensions: { ...ofTicket(anyTicket), agent: own.agent } },
  sla_clocks: { table: 'sla_clocks', dimensions: { ...ofTicket(anyTicket), kind: 'f.kind' } },
  surveys: { table: 'surveys', dimensions: ofFeedback },
  feedback: { table: feedback, dimensions: { ...ofFeedback, network: 'f.network', topic: 'f.topic' } },
  calls: {
    table: 'calls',
    dimensions: { team: own.team, agent: own.agent, channel: own.channel, organization, segment },
  },
  reviews: { table: 'reviews', dimensions: { ...ofTicket(anyTicket), team: own.team, agent: own.agent } },
  self_service: { table: 'self_service', dimensions: { article: 'f.article', organization, segment } },
  mentions: { table: 'mentions', dimensions: { network: 'f.network', topic: 'f.topic' } },
  customers: { table: customers, dimensions: { organization: 'f.organization', segment: 'f.segment' } },
  orders: { table: orders, dimensions: { agent: own.agent, organization, segment, currency: 'f.currency' } },
} as const satisfies Record<string, Relation>;

export type RelationName = keyof typeof relations;
