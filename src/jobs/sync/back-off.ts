import { UpstreamError } from '../../errors.ts';
import type { Helpdesk } from '../../helpdesk.ts';
import type { Tools } from '../job.ts';

/** A desk by its name, unless its service asked not to be asked again yet. */
export function deskToAsk(name: string, { desks, syncs, now }: Tools): Helpdesk | undefined {
  if (now() < (syncs.notBefore.get(name) ?? 0)) return undefined;
  return desks.find(({ helpdesk }) => helpdesk.name === name)?.helpdesk;
}

/**
 * Do not ask a desk again for as long as its failure says.
 * @returns that in seconds, or undefined when it says nothing of it
 */
export function backOff({ desk, error }: { desk: string; error: unknown }, { syncs, now }: Tools): number | undefined {
  const wait = error instanceof UpstreamError ? error.retryAfter : undefined;
  if (wait !== undefined) syncs.notBefore.set(desk, now() + wait);
  return wait;
}
