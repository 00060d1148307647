import { setImmediate } from 'node:timers/promises';

const size = 1000;

/** Some milliseconds' worth of work at a time; in between others get their turn. */
export async function* chunks<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  for (let from = 0; from < items.length; from += size) {
    await setImmediate();
    yield items.slice(from, from + size);
  }
}
