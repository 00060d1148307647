import { testConnector } from '../helpers/conformance.ts';
import { secrets, startIntercomDesk } from '../fakes/intercom/desk.ts';
import { tellIntercom } from '../fakes/intercom/story.ts';
import { at } from '../helpers/store.ts';
import { storyBegins } from '../helpers/story.ts';
import { testStory } from '../helpers/story-told.ts';

testConnector('Intercom', {
  start: startIntercomDesk,
  endpoints: [
    '/me',
    '/teams',
    '/admins',
    '/contacts/search',
    '/companies/71',
    '/conversations/search',
    '/conversations/5',
    '/calls',
    '/articles/85',
    '/articles',
  ],
  secrets,
});

testStory('Intercom', {
  async start() {
    const desk = await startIntercomDesk({ begins: storyBegins });
    return { ...desk, tell: (event) => tellIntercom(desk.intercom, event) };
  },
  gives: ['agents', 'customers', 'tickets', 'ticket_spans', 'replies', 'surveys:csat', 'calls', 'self_service'],
  lacks: ['calls.hold_seconds', 'calls.wrap_seconds', 'calls.team'],
  adjust: ({ tickets = [], ticket_spans = [], ...facts }) => ({
    ...facts,
    tickets: [
      // What comes by the web comes through the Messenger.
      ...tickets.map((ticket) => (ticket.channel === 'web' ? { ...ticket, channel: 'chat' as const } : ticket)),
      // A conversation merged away stays as one that was closed.
      {
        id: '3',
        status: 'solved',
        channel: 'email',
        team: 'Billing',
        customer: '31',
        created_at: at('2026-02-25T09:00:00Z'),
        solved_at: at('2026-02-25T09:30:00Z'),
        reopens: 0,
        agent_replies: 0,
        customer_replies: 0,
        touches: 0,
      },
    ],
    ticket_spans: [
      ...ticket_spans,
      { ticket: '3', seq: 0, from_at: at('2026-02-25T09:00:00Z'), to_at: at('2026-02-25T09:30:00Z') },
    ],
  }),
});
