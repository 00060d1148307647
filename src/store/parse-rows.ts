import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';

/** Some milliseconds' worth of rows. */
const stretch = 500;

/** Rows as they are meant to be. Of many, some at a time: in between others get their turn. */
export async function parseRows<Row>(rows: readonly unknown[], row: z.ZodType<Row>): Promise<Row[]> {
  const all = z.array(row);
  const parsed: Row[] = [];
  for (let from = 0; from < rows.length; from += stretch) {
    if (from > 0) await setImmediate();
    parsed.push(...all.parse(rows.slice(from, from + stretch)));
  }
  return parsed;
}
