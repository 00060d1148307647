import type { Fact } from '../../../helpdesk.ts';

type Status = NonNullable<Fact<'tickets'>['status']>;

/** The statuses of the lifecycle that Request Tracker comes with → ours. */
export const statusWords: Readonly<Record<string, Status>> = {
  new: 'new',
  open: 'open',
  stalled: 'pending',
  resolved: 'solved',
  rejected: 'closed',
  // Only in a history: a ticket that is deleted now is not to be found.
  deleted: 'closed',
};

export function isSolved(status: string): boolean {
  const word = Object.hasOwn(statusWords, status) ? statusWords[status] : undefined;
  return word === 'solved' || word === 'closed';
}
