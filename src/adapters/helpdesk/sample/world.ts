import { peopleOf, type People } from './customers.ts';
import { randomFor, type Random } from './random.ts';

/** All that decides what happens in a sample: two with the same four values are the same, at any time. */
export interface World {
  readonly seed: number;
  /** Epoch day the history begins. */
  readonly start: number;
  /** Tickets a year, about. */
  readonly tickets: number;
  readonly people: People;
  /** The chances of one thing that happens, named by what it is. */
  random(...name: readonly (string | number)[]): Random;
}

/** How long, in days, anything that began can still change. */
export const longestStory = 75;

export function openWorld({ seed, start, tickets }: { seed: number; start: number; tickets: number }): World {
  const random: World['random'] = (...name) => randomFor(seed, name.join(' '));
  return { seed, start, tickets, random, people: peopleOf({ start, tickets, random }) };
}
