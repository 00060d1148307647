import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Clock } from '../clock.ts';
import type { FoundPage } from './envelope.ts';

/** Search may show what is new some minutes late, and our clock may be ahead. */
const overlapSeconds = 300;

/** How far something found by its change has been read. */
export const reading = z.strictObject({
  /** When the last reading was begun, epoch seconds. */
  readAt: z.int().min(0),
  /** One that was begun and not read to its end. */
  list: z.strictObject({ startedAt: z.int().min(0), after: z.string() }).nullable(),
});

export type Reading = z.output<typeof reading>;

/** Go on with a reading, or begin the next. */
export function begin({ readAt, list }: Reading, clock: Clock) {
  const startedAt = list?.startedAt ?? Math.floor(clock.now() / 1000);
  return {
    startedAt,
    since: Math.max(0, readAt - overlapSeconds),
    after: list?.after ?? null,
    /** The reading as it stands once it has come so far; null: to its end. */
    at: (after: string | null): Reading =>
      after === null ? { readAt: startedAt, list: null } : { readAt, list: { startedAt, after } },
  };
}

/** A search's pages from a place in it. One that was stored may be refused by now: then it begins anew. */
export async function* foundPages(
  ask: (after: string | null) => Promise<FoundPage>,
  stored: string | null,
): AsyncGenerator<FoundPage> {
  let page = await ask(stored).catch(async (error: unknown) => {
    if (stored === null || !(error instanceof UpstreamError && error.reason === 'rejected')) throw error;
    return await ask(null);
  });
  for (;;) {
    yield page;
    if (page.after === null) return;
    page = await ask(page.after);
  }
}
