import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';

/** Some milliseconds' worth of rows. */
const stretch = 500;

/** Rows as they are meant to be. Of many, some at a time, made only then: in between others get their turn. */
export async function parseRows<Row>(rows: Iterable<unknown>, row: z.ZodType<Row>): Promise<Row[]> {
  const all = z.array(row);
  const parsed: Row[] = [];
  for (const some of pages(rows, stretch)) {
    if (some.length === stretch) await setImmediate();
    parsed.push(...all.parse(some));
  }
  return parsed;
}

/** Items some at a time: the last ones may be fewer. */
export function* pages<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let page: Item[] = [];
  for (const item of items) {
    page.push(item);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
