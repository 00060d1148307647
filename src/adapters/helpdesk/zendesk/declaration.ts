import { declareHelpdesk } from '../kit/declaration.ts';
import { zendeskSettings as settings } from './settings.ts';

export const zendesk = declareHelpdesk({
  kind: 'zendesk',
  title: 'Zendesk',
  settings,
  gives: ['agents', 'customers', 'tickets', 'ticket_moves', 'replies', 'sla_clocks', 'surveys:csat', 'calls'],
  tellsSchedule: true,
  open: async (settings, tools) => (await import('./index.ts')).openZendesk(settings, tools),
});
