import type { Batch, Helpdesk } from '../../src/helpdesk.ts';
import { complete, type SomeFacts } from '../helpers/store.ts';
import { storyBegins, storyFacts, type StoryEvent } from '../helpers/story.ts';
import { testStory } from '../helpers/story-told.ts';
import { openVirtualClock } from '../helpers/virtual-clock.ts';

type Move = NonNullable<SomeFacts['ticket_moves']>[number];
type Reply = NonNullable<SomeFacts['replies']>[number];

/** The move and the reply that an event comes to. */
function eventOf(event: StoryEvent, id: string): { ticket_moves?: Move[]; replies?: Reply[] } {
  const { at } = event;
  if (event.what === 'created') {
    return { ticket_moves: [{ id, ticket: event.ticket, at, by: 'customer', status: 'new' }] };
  }
  if (event.what === 'assigned') {
    return { ticket_moves: [{ id, ticket: event.ticket, at, by: 'automation', agent: event.agent }] };
  }
  if (event.what === 'auto-replied') {
    return { replies: [{ id, ticket: event.ticket, at, by: 'automation', is_public: true }] };
  }
  if (event.what === 'noted') {
    return { replies: [{ id, ticket: event.ticket, at, by: 'agent', agent: event.agent, is_public: false }] };
  }
  if (event.what === 'replied') {
    const { ticket, agent, status } = event;
    return {
      replies: [{ id, ticket, at, by: 'agent', agent, is_public: true }],
      ticket_moves: [{ id, ticket, at, by: 'agent', status }],
    };
  }
  if (event.what === 'wrote') {
    const { ticket } = event;
    return {
      replies: [{ id, ticket, at, by: 'customer', is_public: true }],
      ticket_moves: [{ id, ticket, at, by: 'customer', status: 'open' }],
    };
  }
  return {};
}

/** A desk that says what happened, event by event, and nothing else of its tickets but what they are now. */
function openMoves(told: readonly StoryEvent[]): Helpdesk {
  const { agents, customers, sla_clocks, surveys, calls, orders } = storyFacts;
  const counted = ['first_reply_at', 'first_reply_by', 'solved_at', 'reopens', 'agent_replies', 'customer_replies'];
  const tickets = storyFacts.tickets.map((ticket) => {
    const left = Object.entries(ticket).filter(
      ([column]) => ![...counted, 'touches', 'reassignments'].includes(column),
    );
    return { id: ticket.id, created_at: ticket.created_at, ...Object.fromEntries(left) };
  });
  return {
    name: 'acme',
    kind: 'moves',
    async *pull() {
      yield batch({ agents, customers, tickets, surveys, calls, orders, sla_clocks });
      yield batch({ ticket_moves: [], replies: [] });
      for (const [index, event] of told.entries()) yield batch(eventOf(event, String(index)));
      const deleted = ['3', '4'].map((id) => ({ id, at: Date.parse('2026-02-25T12:00:00Z') / 1000 }));
      yield { ...batch({}), deleted, isLast: true };
    },
    check: async () => [],
  };
}

function batch(some: SomeFacts): Batch {
  return { facts: complete(some), cursor: 'x' };
}

testStory('moves and replies alone', {
  gives: ['agents', 'customers', 'tickets', 'ticket_spans', 'replies', 'sla_clocks', 'surveys:csat', 'calls', 'orders'],
  async start() {
    const clock = openVirtualClock(storyBegins);
    const told: StoryEvent[] = [];
    return {
      clock,
      tell: (event) => void told.push(event),
      open: () => openMoves(told),
      async [Symbol.asyncDispose]() {},
    };
  },
});
