import { setImmediate } from 'node:timers/promises';

const longest = 1000;

/** Some milliseconds' worth of work at a time; in between others get their turn. */
export async function* stretches<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  for (let from = 0; from < items.length; from += longest) {
    await setImmediate();
    yield items.slice(from, from + longest);
  }
}
