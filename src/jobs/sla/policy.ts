import type { Fact } from '../../helpdesk.ts';

/** What tickets are promised. Durations are seconds; what is absent is not promised. */
export interface Policy {
  readonly name: string;
  /** Which tickets it is for: all of these must hold, any value of a list will do. Absent: every ticket. */
  readonly when?: { readonly [T in Trait]?: readonly string[] | undefined } | undefined;
  /** Whether the clocks run in opening hours only, or round the clock. */
  readonly hours: 'business' | 'calendar';
  /** Name of the schedule of its opening hours; absent: the desk's. */
  readonly schedule?: string | undefined;
  readonly first_reply?: number | undefined;
  readonly next_reply?: number | undefined;
  readonly resolution?: number | undefined;
}

const traits = ['desk', 'priority', 'team', 'channel', 'tag'] as const;
type Trait = (typeof traits)[number];

/** What of a ticket a policy looks at, as it stands now. */
export type Traits = Pick<Fact<'tickets'>, 'priority' | 'team' | 'channel' | 'tags'> & { readonly desk: string };

/** The first policy, in the order given, that is for a ticket. Text is compared without case. */
export function policyFor(ticket: Traits, policies: readonly Policy[]): Policy | undefined {
  return policies.find(({ when = {} }) => traits.every((trait) => holds(ticket, trait, when[trait])));
}

function holds(ticket: Traits, trait: Trait, wanted: readonly string[] | undefined): boolean {
  if (wanted === undefined) return true;
  const borne = trait === 'tag' ? (ticket.tags ?? []) : [ticket[trait]];
  const values = new Set(wanted.map((value) => value.toLowerCase()));
  return borne.some((value) => value !== null && values.has(value.toLowerCase()));
}
