import { pino, type Logger } from 'pino';
import { openZendesk } from '../../src/adapters/helpdesk/zendesk/index.ts';
import type { Batch, Helpdesk } from '../../src/helpdesk.ts';
import { openVirtualClock, type VirtualClock } from './virtual-clock.ts';
import { startZendesk, type FakeZendesk, type ZendeskOptions } from './zendesk.ts';

/** A Zendesk account, the clock that it and its readers share, and readers of it. */
export interface ZendeskDesk extends AsyncDisposable {
  readonly zendesk: FakeZendesk;
  readonly clock: VirtualClock;
  /** A reader as a new process would open it. */
  open(log?: Logger): Helpdesk;
  /** Read from a cursor (null: the beginning) with a new reader. */
  pull(cursor: string | null): AsyncIterable<Batch>;
}

interface DeskOptions extends ZendeskOptions {
  /** Milliseconds by which the readers' clock is ahead of Zendesk's. */
  ahead?: number;
}

export async function startZendeskDesk({ ahead = 0, ...options }: DeskOptions = {}): Promise<ZendeskDesk> {
  const clock = openVirtualClock('2026-03-02T09:00:00Z');
  const zendesk = await startZendesk({ now: () => clock.now() - ahead, ...options });
  const open = (log = pino({ level: 'silent' })) => openZendesk(zendesk.settings, { log, clock });
  return {
    zendesk,
    clock,
    open,
    pull: (cursor) => open().pull(cursor, new AbortController().signal),
    [Symbol.asyncDispose]: () => zendesk[Symbol.asyncDispose](),
  };
}

/** Two groups, an organization, two agents, three customers, seven tickets and five ratings. */
export function fill(zendesk: FakeZendesk): void {
  zendesk.groups.push({ id: 51, name: 'Billing' }, { id: 52, name: 'Returns' });
  zendesk.organizations.push({ id: 71, name: 'Initech' });
  zendesk.saveUser({ id: 11, name: 'Ana Ray', role: 'agent', default_group_id: 51 });
  zendesk.saveUser({ id: 12, name: 'Ben Ode', role: 'admin', default_group_id: 52 });
  for (const id of [31, 32, 33]) zendesk.saveUser({ id, organization_id: 71 });
  for (const id of [1, 2, 3, 4, 5, 6, 7]) {
    zendesk.saveTicket({ id, group_id: 51, assignee_id: 11, requester_id: 31, organization_id: 71 });
  }
  for (const id of [1, 2, 3, 4, 5]) zendesk.saveRating({ id, ticket_id: id, score: id % 2 === 0 ? 'bad' : 'good' });
}
