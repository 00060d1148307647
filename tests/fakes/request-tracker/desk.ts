import { pino, type Logger } from 'pino';
import { openRequestTracker } from '../../../src/adapters/helpdesk/request-tracker/index.ts';
import type { DeskOptions, DeskUnderTest } from '../../helpers/conformance.ts';
import { never, system } from './state.ts';
import { startRequestTracker, type FakeRequestTracker } from './server.ts';
import type { StoryEvent } from '../../helpers/story.ts';
import { openVirtualClock } from '../../helpers/virtual-clock.ts';

/** A Request Tracker, the clock that it and its readers share, and readers of it. */
export interface RequestTrackerDesk extends DeskUnderTest {
  readonly server: FakeRequestTracker;
}

export async function startRequestTrackerDesk({
  ahead = 0,
  begins = '2026-03-02T09:00:00Z',
  ...options
}: DeskOptions & { begins?: string } = {}): Promise<RequestTrackerDesk> {
  const clock = openVirtualClock(begins);
  const server = await startRequestTracker({ now: () => clock.now() - ahead, ...options });
  const open = (log: Logger = pino({ level: 'silent' })) =>
    openRequestTracker({ ...server.settings, token: server.token }, { log, clock });
  return {
    server,
    clock,
    open,
    fill: () => fill(server),
    change() {
      server.happen(1, { Type: 'Comment', by: 11 });
      server.create({ id: 90, Requestor: [31] }, 31);
      return { changed: ['tickets', '1'], added: ['tickets', '90'] };
    },
    spoil() {
      server.saveUser({ id: 60, Created: 7 });
      server.create({ id: 61, Created: undefined }, 31);
      server.happen(1, { Type: 'Correspond', by: 31 });
      Object.assign(server.transactions.at(-1) ?? {}, { Creator: 'eva' });
      return ['user 60', 'ticket 61', `transaction ${server.transactions.at(-1)?.id}`];
    },
    expire: () => void (server.token = '1-14-another'),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Two agents, five customers, and seven tickets with a service level, of which two are answered and one is solved. */
function fill(server: FakeRequestTracker): void {
  server.saveUser({ id: 11, Name: 'ana', RealName: 'Ana Ray', isPrivileged: true });
  server.saveUser({ id: 12, Name: 'ben', RealName: 'Ben Oak', isPrivileged: true });
  for (const id of [31, 32, 33, 34, 35]) server.saveUser({ id, RealName: `What people wrote ${id}` });
  for (const id of [1, 2, 3, 4, 5, 6, 7]) {
    server.create({ id, Subject: 'What people wrote', SLA: 'standard', Requestor: [31] }, 31);
    server.setDue(id, '2026-03-02T10:00:00Z');
    server.setOwner(id, 11, system);
  }
  for (const id of [1, 2]) server.happen(id, { Type: 'Correspond', by: 11 });
  server.setStatus(2, 'resolved', 11);
}

const priorities = { low: '0', normal: '50', high: '100', urgent: '100' };
const statuses = { pending: 'stalled', solved: 'resolved' };

/** The story in Request Tracker's words. */
export function tellRequestTracker(server: FakeRequestTracker, event: StoryEvent): void {
  const ticket = 'ticket' in event ? Number(event.ticket) : 0;
  const reopen = () => {
    if (server.tickets.find(({ id }) => id === ticket)?.Status !== 'open') server.setStatus(ticket, 'open', system);
  };
  switch (event.what) {
    case 'agent':
    case 'customer': {
      const { id, name, email } = event;
      const Organization = event.what === 'customer' ? event.organization : '';
      const isPrivileged = event.what === 'agent';
      server.saveUser({ id: Number(id), RealName: name, EmailAddress: email, Organization, isPrivileged });
      break;
    }
    case 'created': {
      const { subject, team, priority, customer } = event;
      server.create({ id: ticket, Subject: subject, Queue: team, Priority: priorities[priority] }, Number(customer));
      break;
    }
    case 'promised':
      Object.assign(server.tickets.find(({ id }) => id === ticket) ?? {}, { SLA: 'standard' });
      server.setDue(ticket, new Date(event.target * 1000).toISOString().replace('.000Z', 'Z'));
      break;
    case 'auto-replied':
      server.happen(ticket, { Type: 'EmailRecord', by: system });
      break;
    case 'assigned':
      server.setOwner(ticket, Number(event.agent), system);
      break;
    case 'noted':
      server.happen(ticket, { Type: 'Comment', by: Number(event.agent) });
      break;
    case 'replied': {
      const isPromised = server.tickets.some(({ id, SLA }) => id === ticket && SLA === 'standard');
      server.happen(ticket, { Type: 'Correspond', by: Number(event.agent) });
      if (isPromised) server.setDue(ticket, never);
      reopen();
      server.setStatus(ticket, statuses[event.status], Number(event.agent));
      break;
    }
    case 'wrote':
      server.happen(ticket, { Type: 'Correspond', by: Number(event.customer) });
      reopen();
      break;
    case 'merged':
      server.merge(ticket, Number(event.into), system);
      break;
    case 'deleted':
      server.setStatus(ticket, 'deleted', system);
      break;
    // It knows no ratings, calls or orders.
    case 'rated':
    case 'called':
    case 'ordered':
      break;
  }
}
