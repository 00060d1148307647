import { customerOf } from './case.ts';
import type { Placed, World } from './world.ts';

export interface Person extends Placed<'customers'> {
  readonly person: string;
}

/**
 * Who a customer is: on all desks the one of that e-mail address, where the world is told of people. Namesakes of one desk are
 * several, the first of them the first on other desks.
 */
export function personOf(world: World, named: { desk: string; customer: string | null }): string {
  const email = customerOf(world, named)?.email?.toLowerCase();
  if (!world.isOfPeople || !email) return JSON.stringify([named.desk, named.customer]);
  const namesakes = world.tables.customers
    .filter((row) => row.desk === named.desk && row.email?.toLowerCase() === email)
    .map(({ id }) => id);
  return JSON.stringify([email, namesakes.toSorted().indexOf(named.customer ?? '')]);
}

/** Customers, each once: from the first desk's word to the last's, known by what the first that knows it says. */
export function peopleIn(world: World): Person[] {
  const inOrder = world.tables.customers.toSorted(
    (one, other) => one.started_at - other.started_at || (one.desk < other.desk ? -1 : 1),
  );
  const groups = Map.groupBy(inOrder, ({ desk, id }) => personOf(world, { desk, customer: id }));
  return [...groups].flatMap(([person, rows]) => {
    const ends = rows.map(({ ended_at }) => ended_at ?? Infinity);
    const end = Math.max(...ends);
    return rows.slice(0, 1).map((first) => ({
      ...first,
      person,
      ended_at: end === Infinity ? null : end,
      organization: firstKnown(rows.map((row) => row.organization)),
      segment: firstKnown(rows.map((row) => row.segment)),
      referred_by: firstKnown(rows.map((row) => row.referred_by)),
      preferred_channel: firstKnown(rows.map((row) => row.preferred_channel)),
    }));
  });
}

function firstKnown<Value>(values: readonly (Value | null)[]): Value | null {
  return values.find((value) => value !== null) ?? null;
}
