import { earliest, type From } from './api.ts';
import type { ExportPage } from './envelope.ts';

/** An export's pages from a cursor, or from the beginning, up to its end. Each is asked for when it is wanted. */
export async function* exportPages(
  ask: (from: From) => Promise<ExportPage>,
  start: string | null,
): AsyncGenerator<ExportPage> {
  let after = start;
  for (;;) {
    const page = await ask(after === null ? { startTime: earliest } : { after });
    after = page.after ?? after;
    yield { ...page, after };
    if (page.isEnd) return;
  }
}
