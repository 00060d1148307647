import { day } from './hours.ts';
import type { Random } from './random.ts';

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly organization: string | null;
  readonly segment: string;
  readonly preferredChannel: (typeof preferredChannels)[number];
  readonly referredBy: string | null;
  /** Epoch seconds. */
  readonly joins: number;
  /** Epoch seconds; may lie in the future, of which nothing may be told. */
  readonly leaves: number;
}

/** Who the customers are, were and will be. */
export interface People {
  /** Those who joined before the end of a day, in the order they did. */
  until(epochDay: number): readonly Customer[];
  /** Those of a day who have weeks left and are complaining. */
  leaving(epochDay: number): readonly Customer[];
}

const preferredChannels = ['email', 'web', 'chat', 'phone', 'messaging', 'knowledge_base'] as const;
const segments = ['enterprise', 'business', 'business', 'self-employed', 'self-employed'] as const;
const firstNames = ['Alex', 'Bea', 'Carlos', 'Dina', 'Erik', 'Fatima', 'Giorgos', 'Helen', 'Julia', 'Omar'] as const;
const lastNames = ['Adams', 'Berg', 'Costa', 'Dimou', "O'Neil", 'Hansen', 'Kaya', 'Müller', 'Olsen', 'Rao'] as const;
const places = ['Northwind', 'Harbour', 'Alpine', 'Cedar', 'Granite', 'Lakeside', 'Orchard', 'Summit', 'Willow', 'Bø'];
const trades = ['Foods', 'Systems', 'Travel', 'Clinic', 'Studio', 'Motors', 'Books', 'Energy', 'Toys', '& Sons'];
const suffixes = ['', ' Group', ' Ltd', ' GmbH'];

const year = 365 * day;
const meanStay = 7 * year;
/** How long before leaving a customer starts to complain, and then falls silent. */
const complaining = { from: 45 * day, to: 8 * day };

function organizationName(index: number): string {
  const name = `${places[index % 10]} ${trades[Math.floor(index / 10) % 10]}${suffixes[Math.floor(index / 100) % 4]}`;
  return index < 400 ? name : `${name} ${Math.floor(index / 400) + 1}`;
}

/** About 1,100 customers at the start and 400 more each year, in 400 organizations, where there are 20,000 tickets a year. */
export function peopleOf(options: {
  start: number;
  tickets: number;
  random: (...name: readonly (string | number)[]) => Random;
}): People {
  const start = options.start * day;
  const founders = Math.max(20, Math.round(options.tickets * 0.055));
  const joinEvery = year / Math.max(8, options.tickets * 0.02);
  const organizations = Math.max(8, Math.round(options.tickets * 0.02));
  const known: Customer[] = [];

  function meet(index: number): Customer {
    const random = options.random('customer', index);
    const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
    const segment = random.pick(segments);
    const age = random.between(0, 1);
    const joins = Math.floor(index < founders ? start - age * age * 4 * year : start + (index - founders) * joinEvery);
    return {
      id: `c${index + 1}`,
      name,
      email: `customer${index + 1}@example.org`,
      organization: segment === 'self-employed' ? null : organizationName(index % organizations),
      segment,
      preferredChannel: random.pick(preferredChannels),
      referredBy: random.chance(0.15) && index > 0 ? `c${Math.floor(random.between(0, index)) + 1}` : null,
      joins,
      leaves: Math.floor(Math.max(start, joins) + random.wait(meanStay)),
    };
  }

  function until(epochDay: number): readonly Customer[] {
    const count = founders + Math.max(0, Math.ceil(((epochDay + 1) * day - start) / joinEvery));
    while (known.length < count) known.push(meet(known.length));
    return known.slice(0, count);
  }

  function leaving(epochDay: number): readonly Customer[] {
    const noon = (epochDay + 0.5) * day;
    return until(epochDay).filter(({ joins, leaves }) => {
      return joins < noon && leaves - complaining.from <= noon && noon < leaves - complaining.to;
    });
  }

  return { until, leaving };
}

/** Somebody who is a customer at an instant; a few ask far more often than the others. */
export function someCustomer(
  people: readonly Customer[],
  { random, at }: { random: Random; at: number },
): Customer | null {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const customer = people[Math.floor(people.length * random.between(0, 1) ** 1.5)];
    if (customer && customer.joins <= at && at < customer.leaves) return customer;
  }
  return null;
}
