import { UpstreamError } from '../../errors.ts';
import type { Helpdesk } from '../../helpdesk.ts';
import type { Tools } from '../job.ts';

/** A desk by its name, unless its service asked not to be asked again yet. */
export function askableDesk(name: string, { desks, syncs, now }: Tools): Helpdesk | undefined {
  if (now() < (syncs.notBefore.get(name) ?? 0)) return undefined;
  return desks.find(({ helpdesk }) => helpdesk.name === name)?.helpdesk;
}

/**
 * Leave a desk in peace for as long as its failure asks for.
 * @returns that in seconds, or undefined when it asks for nothing
 */
export function leaveInPeace(
  { desk, error }: { desk: string; error: unknown },
  { syncs, now }: Tools,
): number | undefined {
  const wait = error instanceof UpstreamError ? error.retryAfter : undefined;
  if (wait !== undefined) syncs.notBefore.set(desk, now() + wait);
  return wait;
}
