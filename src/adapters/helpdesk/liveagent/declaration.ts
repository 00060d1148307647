import { declareHelpdesk } from '../kit/declaration.ts';
import { liveagentSettings as settings } from './settings.ts';

export const liveagent = declareHelpdesk({
  kind: 'liveagent',
  title: 'LiveAgent',
  settings,
  gives: ['agents', 'customers', 'tickets', 'ticket_moves', 'replies', 'sla_clocks', 'surveys:csat', 'calls'],
  open: async (settings, tools) => (await import('./index.ts')).openLiveagent(settings, tools),
});
