import { pino } from 'pino';
import { openChatwoot } from '../../../src/adapters/helpdesk/chatwoot/index.ts';
import type { Batch } from '../../../src/helpdesk.ts';
import { agent, customer, kind } from './state.ts';
import { startChatwoot, type FakeChatwoot } from './server.ts';
import type { DeskOptions, DeskUnderTest } from '../../helpers/conformance.ts';
import { openVirtualClock } from '../../helpers/virtual-clock.ts';

export interface ChatwootDesk extends DeskUnderTest {
  readonly chatwoot: FakeChatwoot;
  /** Read from a cursor (null: the beginning) with a new reader. */
  pull(cursor: string | null): AsyncIterable<Batch>;
}

/** A Chatwoot, the clock that it and its readers share, and readers of it. */
export async function startChatwootDesk({
  ahead = 0,
  begins = '2026-03-02T09:00:00Z',
  ...options
}: DeskOptions & { begins?: string; requestsPerMinute?: number } = {}): Promise<ChatwootDesk> {
  const clock = openVirtualClock(begins);
  const now = () => clock.now() - ahead;
  const chatwoot = await startChatwoot({ now, ...options });
  const open = (log = pino({ level: 'silent' })) =>
    openChatwoot({ ...chatwoot.settings, token: chatwoot.token }, { log, clock });
  return {
    server: chatwoot,
    chatwoot,
    clock,
    open,
    pull: (cursor) => open().pull(cursor, new AbortController().signal),
    fill: () => fill(chatwoot, Math.floor(now() / 1000) - 500),
    change() {
      chatwoot.addMessage(3, customer(31));
      chatwoot.openConversation({ id: 99 });
      return { changed: ['tickets', '3'], added: ['tickets', '99'] };
    },
    spoil() {
      chatwoot.openConversation({ id: 334 });
      chatwoot.change(334, { created_at: undefined });
      chatwoot.saveContact({ id: 335, name: 7 });
      chatwoot.conversations.find(({ id }) => id === 6)?.messages.push({ id: 9336, message_type: 1 });
      return ['conversation 334', 'contact 335', 'message 9336'];
    },
    expire() {
      chatwoot.token = 'chatwoot-token-renewed';
    },
    [Symbol.asyncDispose]: () => chatwoot[Symbol.asyncDispose](),
  };
}

const numbers = [1, 2, 3, 4, 5, 6, 7];

function fill(chatwoot: FakeChatwoot, at: number): void {
  chatwoot.teams.push({ id: 51, name: 'Billing', members: [11] }, { id: 52, name: 'Returns', members: [12] });
  chatwoot.agents.push(
    { id: 11, name: 'Ana Ray', available_name: 'Ana', email: 'ana@example.com', role: 'administrator' },
    { id: 12, name: 'Ben Oak', available_name: 'Ben Oak', email: 'ben@example.com', role: 'agent' },
  );
  for (const n of numbers) {
    const additional_attributes = { company_name: 'Initech' };
    chatwoot.saveContact({ id: 30 + n, email: `c${n}@example.com`, additional_attributes, created_at: at + n });
    chatwoot.openConversation({ id: n, contact: 31, assignee: 11, team: 51, created_at: at + n, labels: ['vip'] });
    chatwoot.addMessage(n, { ...agent(11), content: 'Words of an agent', created_at: at + n + 60 });
    const ids = { conversation_id: n, message_id: n, contact: { id: 31 }, assigned_agent: { id: 11 } };
    chatwoot.ratings.push({
      id: 60 + n,
      rating: 4,
      feedback_message: 'Words of a customer',
      ...ids,
      created_at: at + n,
    });
  }
  const note = 'Conversation was marked resolved by Ana Ray';
  chatwoot.addMessage(1, { message_type: kind.activity, content: note, sender: null, created_at: at + 90 });
  chatwoot.change(1, { status: 'resolved' });
}

/** What `fill` wrote for people, and the credentials. */
export const secrets = /Words|own words|Contact 3|Ana Ray|@example|chatwoot-token|webhook-secret/;
