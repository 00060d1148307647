import type { Line } from './source.ts';

/** Rows looked at for the columns, as a row may leave out what it does not know. */
const sample = 100;

/** What a file without a header begins with. */
export async function lookAt(
  lines: AsyncIterable<Line>,
): Promise<{ readonly columns: readonly string[]; readonly seen: number; readonly objects: number }> {
  const columns = new Set<string>();
  let seen = 0;
  let objects = 0;
  for await (const line of lines) {
    seen += 1;
    if ('cells' in line) {
      objects += 1;
      for (const name of line.cells.keys()) columns.add(name);
    }
    if (seen === sample) break;
  }
  return { columns: [...columns], seen, objects };
}
