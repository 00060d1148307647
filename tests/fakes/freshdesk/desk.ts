import { pino } from 'pino';
import { openFreshdesk } from '../../../src/adapters/helpdesk/freshdesk/index.ts';
import type { DeskOptions, DeskUnderTest } from '../../helpers/conformance.ts';
import { startFreshdesk, type FakeFreshdesk, type FreshdeskOptions } from './server.ts';
import { iso } from './state.ts';
import { openVirtualClock } from '../../helpers/virtual-clock.ts';

export interface FreshdeskDesk extends DeskUnderTest {
  readonly server: FakeFreshdesk;
}

export async function startFreshdeskDesk({
  ahead = 0,
  ...options
}: DeskOptions & FreshdeskOptions = {}): Promise<FreshdeskDesk> {
  const clock = openVirtualClock('2026-03-02T09:00:00Z');
  const server = await startFreshdesk({ now: () => clock.now() - ahead, ...options });
  return {
    server,
    clock,
    open: (log = pino({ level: 'silent' })) =>
      openFreshdesk({ ...server.settings, api_key: server.apiKey }, { log, clock }),
    fill: () => fill(server, (clock.now() - ahead) / 1000),
    change() {
      server.saveTicket({ id: 3, priority: 4 });
      server.saveTicket({ id: 88, subject: 'Late' });
      return { changed: ['tickets', '3'], added: ['tickets', '88'] };
    },
    spoil() {
      server.saveTicket({ id: 71, created_at: undefined });
      server.saveTicket({ id: 72, tags: 'vip' });
      server.conversations.push({ id: 73, ticket_id: 1, user_id: 11, incoming: 'yes' });
      server.saveRating({ id: 74, ratings: { default_question: 7 } });
      return ['ticket 71', 'ticket 72', 'conversation 73', 'rating 74'];
    },
    expire() {
      server.apiKey = 'another-key';
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Every list has five rows and more; three tickets changed in one second, the others in one each. */
function fill(server: FakeFreshdesk, now: number): void {
  for (const id of [1, 2, 3, 4, 5]) {
    server.groups.push({ id: 50 + id, name: `Team ${id}`, agent_ids: [10 + id] });
    server.agents.push({ id: 10 + id, contact: { name: `Agent ${id}`, email: `agent-${id}@example.com` } });
    server.companies.push({ id: 80 + id, name: `Company ${id}`, renewal_date: null });
    server.saveContact({ id: 30 + id, name: `Eva Secret ${id}`, company_id: 80 + id });
    server.saveContact({ id: 40 + id, deleted: true });
    server.saveTicket({ id: 20 + id, deleted: true, updated_at: iso(now - id * 60) });
    server.saveTicket({ id: 60 + id, spam: true, updated_at: iso(now - id * 60) });
    server.surveys.push({ id: 60 + id, questions: [{ id: 'default_question', accepted_ratings: [-103, 100, 103] }] });
    server.saveRating({ id, ticket_id: id, user_id: 31, agent_id: 11, ratings: { default_question: 103 } });
    server.timeEntries.push({ id, ticket_id: 1, time_spent: '00:10', timer_running: false });
    server.addConversation({ ticket_id: 1, user_id: 11, body_text: 'What people wrote' });
  }
  for (const id of [1, 2, 3, 4, 5, 6, 7]) {
    const ago = id < 4 ? 300 : 250 - id;
    server.saveTicket({
      id,
      subject: 'Where is my secret order?',
      group_id: 51,
      responder_id: 11,
      company_id: 81,
      fr_due_by: iso(now + 3600),
      created_at: iso(now - 7200),
      updated_at: iso(now - ago),
    });
  }
  for (const day of ['27-02-2026', '28-02-2026', '01-03-2026']) {
    const given = { performer_type: 'user', performer_id: 11, activity: { status: 'Pending' } };
    for (const ticket_id of [1, 2])
      server.activities.push({ performed_at: `${day} 09:00:00 +0000`, ticket_id, ...given });
  }
}
