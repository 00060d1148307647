import { UpstreamError } from '../../../errors.ts';
import type { FoundPage } from './envelope.ts';

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
