import type { Fact } from '../../../src/helpdesk.ts';
import type { Placed, World } from './world.ts';

type Cell = string | number | null;

/** One thing that a figure is made of. A dimension that is not named is one that it does not carry. */
export interface Case {
  /** All values of each dimension: a ticket has as many tags as it has. */
  readonly dims: Readonly<Record<string, readonly Cell[]>>;
  /** Of the other half of a ratio. */
  readonly isOther?: boolean;
  readonly isHit?: boolean;
  readonly value?: number;
  readonly weight?: number;
  readonly thing?: string;
  /** Of a duration: from when to when. */
  readonly between?: readonly [since: number, until: number];
  /** What kinds of event it is, or somebody took part in. */
  readonly kinds?: readonly (string | null)[];
  readonly order?: { readonly amount: number; readonly margin: number; readonly currency: string | null };
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly timezone: string;
  readonly now: number;
  /** Of the backlog: the least age, in seconds. */
  readonly minAge?: number | undefined;
}

export function isWithin(at: number | null, { from, to }: Stretch): at is number {
  return at !== null && at >= from && at < to;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Hour and weekday (Monday is 0) that clocks in the zone show. */
export function timely(at: number, { timezone }: Stretch) {
  const clock =
    clocks.get(timezone) ??
    new Intl.DateTimeFormat('en', { timeZone: timezone, hour: 'numeric', hourCycle: 'h23', weekday: 'short' });
  clocks.set(timezone, clock);
  const parts = clock.formatToParts(at * 1000);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return { hour: [Number(part('hour'))], weekday: [weekdays.indexOf(part('weekday'))] };
}

export function customerOf({ tables }: World, { desk, customer }: { desk: string; customer: string | null }) {
  return tables.customers.find((row) => row.desk === desk && row.id === customer);
}

export function ticketOf({ tables }: World, { desk, ticket }: { desk: string; ticket: string | null }) {
  return tables.tickets.find((row) => row.desk === desk && row.id === ticket);
}

/** What the ticket that something is about carries; all of it unknown where there is none. */
export function ticketDims(world: World, ticket: Placed<'tickets'> | undefined, desk: string): Case['dims'] {
  const segment = ticket && customerOf(world, ticket)?.segment;
  return {
    team: [ticket?.team ?? null],
    agent: [ticket?.agent ?? null],
    channel: [ticket?.channel ?? null],
    type: [ticket?.type ?? null],
    priority: [ticket?.priority ?? null],
    tag: ticket?.tags ?? [],
    organization: [ticket?.organization ?? null],
    segment: [segment ?? null],
    desk: [desk],
  };
}

/** What a row that names a customer carries by that. */
export function customerDims(world: World, row: { desk: string; customer: string | null }): Case['dims'] {
  const customer = customerOf(world, row);
  return { organization: [customer?.organization ?? null], segment: [customer?.segment ?? null], desk: [row.desk] };
}

export function ownDims({ desk, organization, segment }: Placed<'customers'>): Case['dims'] {
  return { organization: [organization], segment: [segment], desk: [desk] };
}

/** A survey names its agent, team, channel and customer; the rest is its ticket's. */
export function surveyDims(world: World, survey: Placed<'surveys'>): Case['dims'] {
  const ticket = ticketOf(world, survey);
  const customer = customerOf(world, survey);
  return {
    ...ticketDims(world, ticket, survey.desk),
    team: [survey.team],
    agent: [survey.agent],
    channel: [survey.channel],
    organization: [ticket?.organization ?? customer?.organization ?? null],
    segment: [customer?.segment ?? null],
  };
}

/** 0–1, or undefined where the score or an end of its scale is unknown. */
export function placeOf({ score, scale_min, scale_max }: Fact<'surveys'>): number | undefined {
  if (score === null || scale_min === null || scale_max === null || scale_max <= scale_min) return undefined;
  return (score - scale_min) / (scale_max - scale_min);
}
