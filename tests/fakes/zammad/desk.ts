import { pino, type Logger } from 'pino';
import { openZammad } from '../../../src/adapters/helpdesk/zammad/index.ts';
import type { DeskOptions, DeskUnderTest } from '../../helpers/conformance.ts';
import type { StoryEvent } from '../../helpers/story.ts';
import { openVirtualClock } from '../../helpers/virtual-clock.ts';
import { startZammad, type FakeZammad } from './server.ts';

/** A Zammad, the clock that it and its readers share, and readers of it. */
export interface ZammadDesk extends DeskUnderTest {
  readonly server: FakeZammad;
}

/** What nobody has to have been for it to be automation. */
const system = { id: 1 };

export async function startZammadDesk({
  ahead = 0,
  begins = '2026-03-02T09:00:00Z',
  ...options
}: DeskOptions & { begins?: string } = {}): Promise<ZammadDesk> {
  const clock = openVirtualClock(begins);
  const server = await startZammad({ now: () => clock.now() - ahead, ...options });
  const open = (log: Logger = pino({ level: 'silent' })) =>
    openZammad({ ...server.settings, token: server.token }, { log, clock });
  return {
    server,
    clock,
    open,
    fill: () => fill(server),
    change() {
      server.write(1, { sender: 'Agent', by: 11, internal: true });
      server.create({ id: 90, customer_id: 31 });
      return { changed: ['tickets', '1'], added: ['tickets', '90'] };
    },
    spoil() {
      server.saveUser({ id: 60, roles: 'Agent' });
      server.create({ id: 61, customer_id: 31, created_at: undefined });
      server.write(1, { sender: 'Customer', by: 31, internal: 'no' });
      const bad = server.entries.push({ id: 9000, object: 'Ticket', o_id: 2, type: 7, related_o_id: 2 });
      return [
        'user 60',
        'ticket 61',
        `article ${server.articles.at(-1)?.id}`,
        `history entry ${server.entries[bad - 1]?.id}`,
      ];
    },
    expire: () => void (server.token = 'zammad-token-2'),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Two agents, five customers, and seven tickets, of which two are answered and one is closed; each with a clock. */
function fill(server: FakeZammad): void {
  server.saveUser({ id: 11, firstname: 'Ana', lastname: 'Ray', roles: ['Agent'] });
  server.saveUser({ id: 12, firstname: 'Ben', lastname: 'Oak', roles: ['Admin', 'Agent'] });
  for (const id of [31, 32, 33, 34, 35]) server.saveUser({ id, lastname: `What people wrote ${id}` });
  for (const id of [1, 2, 3, 4, 5, 6, 7]) {
    server.create({ id, title: 'What people wrote', customer_id: 31 });
    server.update(id, { first_response_escalation_at: '2026-03-02T10:00:00.000Z' }, system);
    server.update(id, { owner_id: 11 }, { id: 31, rule: 'Trigger' });
  }
  for (const id of [1, 2]) server.write(id, { sender: 'Agent', by: 11 });
  server.update(2, { state_id: 4, close_at: '2026-03-02T09:00:00.000Z' }, { id: 11 });
}

const priorities = { low: '1 low', normal: '2 normal', high: '3 high', urgent: '4 urgent' };
const stateIds = { pending: 3, solved: 4 };

/** The story in Zammad's words. */
export function tellZammad(server: FakeZammad, event: StoryEvent): void {
  const ticket = 'ticket' in event ? Number(event.ticket) : 0;
  const now = new Date(event.at * 1000).toISOString();
  switch (event.what) {
    case 'agent':
    case 'customer': {
      const { id, name, email } = event;
      const [firstname, lastname] = name.split(' ');
      const organization = event.what === 'customer' ? event.organization : null;
      const roles = [event.what === 'agent' ? 'Agent' : 'Customer'];
      server.saveUser({ id: Number(id), firstname, lastname, email, organization, roles });
      break;
    }
    case 'created': {
      const { subject, team, priority, customer, channel } = event;
      const organization = server.users.find(({ id }) => id === Number(customer))?.organization;
      const kind = { priority: priorities[priority], create_article_type: channel, organization };
      server.create({ id: ticket, title: subject, group: team, customer_id: Number(customer), ...kind });
      break;
    }
    case 'promised':
      server.update(ticket, { first_response_escalation_at: new Date(event.target * 1000).toISOString() }, system);
      break;
    case 'auto-replied':
      server.write(ticket, { sender: 'System', by: 1 });
      break;
    case 'assigned':
      server.update(ticket, { owner_id: Number(event.agent) }, { id: 31, rule: 'Trigger' });
      break;
    case 'noted':
      server.write(ticket, { sender: 'Agent', by: Number(event.agent), type: 'note', internal: true });
      break;
    case 'replied': {
      const by = { id: Number(event.agent) };
      const row = server.tickets.find(({ id }) => id === ticket);
      server.write(ticket, { sender: 'Agent', by: by.id });
      const closed = event.status === 'solved' && row?.close_at === null ? { close_at: now } : {};
      server.update(ticket, { state_id: stateIds[event.status], ...closed }, by);
      if (row?.first_response_at === null) {
        server.update(ticket, { first_response_at: now, first_response_escalation_at: null }, system);
      }
      break;
    }
    case 'wrote':
      server.write(ticket, { sender: 'Customer', by: Number(event.customer) });
      server.update(ticket, { state_id: 2 }, { id: Number(event.customer) });
      break;
    case 'merged':
      server.merge(ticket, Number(event.into), 12);
      break;
    case 'deleted':
      server.remove(ticket);
      break;
    // It knows no ratings, calls or orders.
    case 'rated':
    case 'called':
    case 'ordered':
      break;
  }
}
