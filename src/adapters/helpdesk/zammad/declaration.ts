import { declareHelpdesk } from '../kit/declaration.ts';
import { zammadSettings as settings } from './settings.ts';

export const zammad = declareHelpdesk({
  kind: 'zammad',
  title: 'Zammad',
  settings,
  gives: ['agents', 'customers', 'tickets', 'ticket_moves', 'replies', 'sla_clocks'],
  open: async (settings, tools) => (await import('./index.ts')).openZammad(settings, tools),
});
