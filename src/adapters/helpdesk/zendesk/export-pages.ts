import { earliest, type From } from './api.ts';
import type { ExportPage, TimePage } from './envelope.ts';

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

/**
 * A time-based export's pages from a start time up to its end.
 * @param until where to stop and go on next time (epoch seconds), for exports that give the newest rows too early: what
 * they give after it comes again.
 */
export async function* timePages(
  ask: (startTime: number) => Promise<TimePage>,
  { since, until = Number.MAX_SAFE_INTEGER }: { since: number; until?: number },
): AsyncGenerator<TimePage> {
  let next = since;
  for (;;) {
    const page = await ask(next);
    const isEnd = page.isEnd || page.next >= until;
    next = Math.max(next, Math.min(page.next, until));
    yield { rows: page.rows, next, isEnd };
    if (isEnd) return;
  }
}
