import { pino } from 'pino';
import { openZendesk } from '../../../src/adapters/helpdesk/zendesk/index.ts';
import type { Batch } from '../../../src/helpdesk.ts';
import type { DeskOptions, DeskUnderTest } from '../../helpers/conformance.ts';
import { openVirtualClock } from '../../helpers/virtual-clock.ts';
import { answers, iso } from './rows.ts';
import { startZendesk, type FakeZendesk, type ZendeskOptions } from './server.ts';

/** A Zendesk account, the clock that it and its readers share, and readers of it. */
export interface ZendeskDesk extends DeskUnderTest {
  readonly zendesk: FakeZendesk;
  /** Read from a cursor (null: the beginning) with a new reader. */
  pull(cursor: string | null): AsyncIterable<Batch>;
}

export async function startZendeskDesk({
  ahead = 0,
  pageSize = 1000,
  ...options
}: DeskOptions & ZendeskOptions & { start?: string } = {}): Promise<ZendeskDesk> {
  const clock = openVirtualClock(options.start ?? '2026-03-02T09:00:00Z');
  const zendesk = await startZendesk({
    now: () => clock.now() - ahead,
    exportPageSize: pageSize,
    listPageSize: Math.min(pageSize, 100),
    ...options,
  });
  const open = (log = pino({ level: 'silent' })) =>
    openZendesk({ ...zendesk.settings, token: zendesk.token }, { log, clock });
  return {
    server: zendesk,
    zendesk,
    clock,
    open,
    pull: (cursor) => open().pull(cursor, new AbortController().signal),
    fill: () => fill(zendesk, clock.now() - ahead),
    change: () => change(zendesk),
    spoil: () => spoil(zendesk),
    expire() {
      zendesk.token = 'zendesk-token-renewed';
    },
    [Symbol.asyncDispose]: () => zendesk[Symbol.asyncDispose](),
  };
}

/**
 * Groups, organizations, agents and customers; seven tickets, each answered, promised something and rated; calls.
 * @param now epoch milliseconds
 */
function fill(zendesk: FakeZendesk, now: number): void {
  const hourAgo = Math.floor(now / 1000) - 3600;
  for (const [index, name] of ['Billing', 'Returns', 'Stores', 'Web', 'Night'].entries()) {
    zendesk.groups.push({ id: 51 + index, name });
  }
  zendesk.organizations.push({ id: 71, name: 'Initech' });
  zendesk.policies.push({ id: 1, title: 'Gold' });
  zendesk.saveUser({ id: 11, name: 'Ana Ray', role: 'agent', default_group_id: 51 });
  zendesk.saveUser({ id: 12, name: 'Ben Ode', role: 'admin', default_group_id: 52 });
  for (const id of [31, 32, 33]) zendesk.saveUser({ id, name: `Customer ${id}`, organization_id: 71 });
  for (const id of [1, 2, 3, 4, 5, 6, 7]) {
    const second = hourAgo + id * 60;
    zendesk.saveTicket({ id, group_id: 51, assignee_id: 11, requester_id: 31, organization_id: 71 });
    const opening = { type: 'Comment', author_id: 31, public: true, body: 'The words of a customer' };
    const status = { type: 'Create', field_name: 'status', value: 'new' };
    zendesk.addUpdate({ ticket_id: id, author_id: 31, events: [opening, status], second });
    const answer = { type: 'Comment', author_id: 11, public: true, body: 'The words of an agent' };
    zendesk.addUpdate({ ticket_id: id, author_id: 11, events: [answer], second: second + 30 });
    const metric = { metric: 'reply_time', time: iso(second) };
    zendesk.addMetricEvent(id, { ...metric, type: 'activate' });
    const sla = { target: 60, business_hours: false, policy: { id: 1, title: 'Gold' } };
    zendesk.addMetricEvent(id, { ...metric, type: 'apply_sla', sla });
    zendesk.saveRating({ id, ticket_id: id, score: id % 2 === 0 ? 'bad' : 'good' });
    zendesk.saveResponse({
      id: `01R${id}`,
      subjects: [{ type: 'ticket', id: String(id), zrn: `zen:ticket:${id}` }],
      answers: answers({ rating: id < 5 ? 5 : 1, second: Math.floor(now / 1000) - 120 }),
    });
  }
  for (const id of [61, 62, 63, 64, 65, 66])
    zendesk.saveCall({ id, agent_id: 11, customer_id: 31, talk_time: 60 + id });
}

function change(zendesk: FakeZendesk): ReturnType<DeskUnderTest['change']> {
  zendesk.saveTicket({ id: 3, status: 'solved' });
  zendesk.saveCall({ id: 69, agent_id: 12 });
  return { changed: ['tickets', '3'], added: ['calls', '69'] };
}

function spoil(zendesk: FakeZendesk): string[] {
  zendesk.saveUser({ id: 21, active: 'yes' });
  zendesk.saveTicket({ id: 335, created_at: undefined });
  zendesk.saveTicket({ id: 336, group_id: 'Billing' });
  zendesk.addMetricEvent(337, { id: 900_001, metric: 'reply_time', type: 'activate', time: 'soon' });
  const { id } = zendesk.addUpdate({ ticket_id: 337, author_id: 11, events: [{ type: 'Comment', author_id: 11 }] });
  zendesk.saveRating({ id: 41, score: 'splendid' });
  zendesk.saveResponse({ id: '01S', answers: 'splendid' });
  zendesk.saveCall({ id: 68, created_at: null });
  return [
    'user 21',
    'ticket 335',
    'ticket 336',
    'metric event 900001',
    `ticket event ${id}`,
    'rating 41',
    'survey response 01S',
    'call 68',
  ];
}
