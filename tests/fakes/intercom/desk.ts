import { pino } from 'pino';
import { openIntercom } from '../../../src/adapters/helpdesk/intercom/index.ts';
import type { Batch } from '../../../src/helpdesk.ts';
import type { DeskOptions, DeskUnderTest } from '../../helpers/conformance.ts';
import { author } from './state.ts';
import { startIntercom, type FakeIntercom } from './server.ts';
import { openVirtualClock } from '../../helpers/virtual-clock.ts';

export interface IntercomDesk extends DeskUnderTest {
  readonly intercom: FakeIntercom;
  /** Read from a cursor (null: the beginning) with a new reader. */
  pull(cursor: string | null): AsyncIterable<Batch>;
}

/** An Intercom workspace, the clock that it and its readers share, and readers of it. */
export async function startIntercomDesk({
  ahead = 0,
  begins = '2026-03-02T09:00:00Z',
  ...options
}: DeskOptions & { begins?: string; zoneHours?: number; limit?: number } = {}): Promise<IntercomDesk> {
  const clock = openVirtualClock(begins);
  const now = () => clock.now() - ahead;
  const intercom = await startIntercom({ now, ...options });
  const open = (log = pino({ level: 'silent' })) =>
    openIntercom({ ...intercom.settings, token: intercom.token }, { log, clock });
  return {
    server: intercom,
    intercom,
    clock,
    open,
    pull: (cursor) => open().pull(cursor, new AbortController().signal),
    fill: () => fill(intercom, Math.floor(now() / 1000) - 500),
    change() {
      intercom.addPart('3', { author: author.user('31'), body: 'One thing more' });
      intercom.saveConversation({ id: '99' });
      return { changed: ['tickets', '3'], added: ['tickets', '99'] };
    },
    spoil() {
      intercom.saveConversation({ id: '334', created_at: undefined });
      intercom.saveContact({ id: '335', companies: 'Initech' });
      intercom.conversations.find(({ id }) => id === '6')?.parts.push({ id: '336', part_type: 'comment' });
      return ['conversation 334', 'contact 335', 'conversation part 336'];
    },
    expire() {
      intercom.token = 'intercom-token-renewed';
    },
    [Symbol.asyncDispose]: () => intercom[Symbol.asyncDispose](),
  };
}

const numbers = [1, 2, 3, 4, 5, 6, 7];

function fill(intercom: FakeIntercom, at: number): void {
  intercom.teams.push({ type: 'team', id: '51', name: 'Billing', admin_ids: [11, 12] });
  intercom.admins.push(
    { type: 'admin', id: '11', name: 'Ana Ray', email: 'ana@example.com', team_ids: [51], has_inbox_seat: true },
    { type: 'admin', id: '12', name: 'Ben Oak', email: 'ben@example.com', team_ids: [], has_inbox_seat: true },
  );
  intercom.companies.push({ type: 'company', id: '71', name: 'Initech' });
  for (const n of numbers) {
    const time = { created_at: at + n, updated_at: at + n };
    intercom.saveContact({ id: `3${n}`, companies: { data: [{ type: 'company', id: '71' }] }, ...time });
    intercom.saveConversation({ id: String(n), ...time, team_assignee_id: 51, admin_assignee_id: 11 });
    const created_at = at + n + 60;
    intercom.addPart(String(n), { author: author.admin('11'), body: 'Words of an agent', created_at });
    intercom.calls.unshift({
      type: 'call',
      id: `9${n}`,
      direction: 'inbound',
      initiated_at: at + n,
      ended_at: at + 60,
    });
    intercom.articles.push({
      id: `8${n}`,
      title: `Article ${n}`,
      state: 'published',
      created_at: at - 30 * 86_400,
      statistics: { views: n },
    });
  }
  intercom.saveConversation({
    id: '1',
    state: 'closed',
    updated_at: at + 90,
    conversation_rating: { rating: 5, remark: 'Words of a customer', created_at: at + 70, updated_at: at + 80 },
  });
}

/** What `fill` wrote for people, and the credentials. */
export const secrets = /Words|own words|Contact 3|@example|intercom-token|client-secret/;
