import { declareHelpdesk } from '../kit/declaration.ts';
import { vtigerSettings as settings } from './settings.ts';

export const vtiger = declareHelpdesk({
  kind: 'vtiger',
  title: 'Vtiger',
  settings,
  gives: ['agents', 'customers', 'tickets', 'ticket_moves', 'replies', 'orders'],
  open: async (settings, tools) => (await import('./index.ts')).openVtiger(settings, tools),
});
