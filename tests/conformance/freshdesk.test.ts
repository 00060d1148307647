import { pino } from 'pino';
import { openFreshdesk } from '../../src/adapters/helpdesk/freshdesk/index.ts';
import { testConnector } from '../helpers/conformance.ts';
import { startFreshdeskDesk } from '../fakes/freshdesk/desk.ts';
import { tell } from '../fakes/freshdesk/story.ts';
import { startFreshdesk } from '../fakes/freshdesk/server.ts';
import { testStory } from '../helpers/story-told.ts';
import { storyBegins } from '../helpers/story.ts';
import { openVirtualClock } from '../helpers/virtual-clock.ts';

testConnector('Freshdesk', {
  start: startFreshdeskDesk,
  endpoints: [
    '/admin/groups',
    '/ticket_fields',
    '/companies',
    '/agents',
    '/contacts',
    '/conversations',
    '/time_entries',
    '/satisfaction_ratings',
    '/surveys',
    '/export/ticket_activities',
    '/downloads/',
    '/api/v2/tickets',
  ],
  secrets: /freshdesk-key|ZnJlc2hkZXNrLWtleTpY|secret|signature|Words/i,
});

const deskGives = ['agents', 'customers', 'tickets', 'ticket_spans', 'replies', 'sla_clocks', 'surveys:csat'] as const;

testStory('Freshdesk', {
  async start() {
    const clock = openVirtualClock(storyBegins);
    const freshdesk = await startFreshdesk({ now: clock.now });
    freshdesk.surveys.push({
      id: 61,
      questions: [{ id: 'default_question', accepted_ratings: [-103, 100, 103] }],
    });
    return {
      clock,
      tell: (event) => tell(freshdesk, event),
      open: () => openFreshdesk(freshdesk.settings, { log: pino({ level: 'silent' }), clock }),
      [Symbol.asyncDispose]: () => freshdesk[Symbol.asyncDispose](),
    };
  },
  gives: deskGives,
  adjust: ({ tickets = [], ...facts }) => ({
    ...facts,
    // Freshdesk knows no new tickets: they are open from the first.
    tickets: tickets.map((ticket) => ({ ...ticket, status: ticket.status === 'new' ? 'open' : ticket.status })),
  }),
});
