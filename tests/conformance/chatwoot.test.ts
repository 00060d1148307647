import { secrets, startChatwootDesk } from '../fakes/chatwoot/desk.ts';
import { tellChatwoot } from '../fakes/chatwoot/story.ts';
import { testConnector } from '../helpers/conformance.ts';
import { at } from '../helpers/store.ts';
import { storyBegins } from '../helpers/story.ts';
import { testStory } from '../helpers/story-told.ts';

testConnector('Chatwoot', {
  start: startChatwootDesk,
  endpoints: [
    '/agents',
    '/team_members',
    '/teams',
    '/contacts',
    '/conversations/5/messages',
    '/conversations',
    '/csat_survey_responses',
  ],
  secrets,
});

testStory('Chatwoot', {
  async start() {
    const desk = await startChatwootDesk({ begins: storyBegins });
    return { ...desk, tell: (event) => tellChatwoot(desk.chatwoot, event) };
  },
  gives: ['agents', 'customers', 'tickets', 'ticket_spans', 'replies', 'surveys:csat'],
  lacks: ['surveys.team'],
  adjust: ({ tickets = [], ticket_spans = [], surveys = [], ...facts }) => ({
    ...facts,
    tickets: [
      // What comes by the web comes through the widget.
      ...tickets.map((ticket) => (ticket.channel === 'web' ? { ...ticket, channel: 'chat' as const } : ticket)),
      // Conversations cannot be merged: the third stays open.
      {
        id: '3',
        status: 'open',
        channel: 'email',
        team: 'Billing',
        customer: '31',
        created_at: at('2026-02-25T09:00:00Z'),
        reopens: 0,
        agent_replies: 0,
        customer_replies: 0,
        touches: 0,
      },
    ],
    ticket_spans: [...ticket_spans, { ticket: '3', seq: 0, from_at: at('2026-02-25T09:00:00Z') }],
    // An answer keeps its first date when it is changed.
    surveys: surveys.map((survey) =>
      survey.id === 's2' ? { ...survey, answered_at: at('2026-02-24T14:00:00Z') } : survey,
    ),
  }),
});
