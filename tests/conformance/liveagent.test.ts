import { testConnector } from '../helpers/conformance.ts';
import { startLiveagentDesk } from '../fakes/liveagent/desk.ts';
import { startToldLiveagent } from '../fakes/liveagent/story.ts';
import { testStory } from '../helpers/story-told.ts';

testConnector('LiveAgent', {
  start: startLiveagentDesk,
  endpoints: [
    '/v3/departments',
    '/v3/agents',
    '/v3/tags',
    '/v3/slas',
    '/v3/contacts',
    '/v3/companies/',
    '/v3/tickets',
    '/messages',
    '/grid/tickets/sla',
    '/grid/reports/time',
    '/tickets/history',
    '/v3/calls',
    '/reports/ranking',
  ],
  secrets: /v3-key|v1-key|Lind|eva-\d|Ticket \d|What people wrote|\+43/,
});

testStory('LiveAgent', {
  start: startToldLiveagent,
  gives: ['agents', 'customers', 'tickets', 'ticket_spans', 'replies', 'sla_clocks', 'surveys:csat', 'calls'],
  // Its tickets have a priority that API v3 does not show; a call's row names nobody, and a rating no department.
  lacks: [
    'tickets.priority',
    'surveys.team',
    'calls.agent',
    'calls.team',
    'calls.customer',
    'calls.hold_seconds',
    'calls.wrap_seconds',
  ],
});
