import { declareHelpdesk } from '../kit/declaration.ts';
import { requestTrackerSettings as settings } from './settings.ts';

export const requestTracker = declareHelpdesk({
  kind: 'request-tracker',
  title: 'Request Tracker',
  settings,
  gives: ['agents', 'customers', 'tickets', 'ticket_moves', 'replies', 'sla_clocks'],
  open: async (settings, tools) => (await import('./index.ts')).openRequestTracker(settings, tools),
});
