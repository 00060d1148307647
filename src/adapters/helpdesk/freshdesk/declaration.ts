import { declareHelpdesk } from '../kit/declaration.ts';
import { freshdeskSettings as settings } from './settings.ts';

export const freshdesk = declareHelpdesk({
  kind: 'freshdesk',
  title: 'Freshdesk',
  settings,
  gives: ['agents', 'customers', 'tickets', 'ticket_moves', 'replies', 'sla_clocks', 'surveys:csat'],
  open: async (settings, tools) => (await import('./index.ts')).openFreshdesk(settings, tools),
});
