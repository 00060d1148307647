import { declareHelpdesk } from '../kit/declaration.ts';
import { intercomSettings as settings } from './settings.ts';

export const intercom = declareHelpdesk({
  kind: 'intercom',
  title: 'Intercom',
  settings,
  gives: ['agents', 'customers', 'tickets', 'ticket_moves', 'replies', 'surveys:csat', 'calls', 'self_service'],
  open: async (settings, tools) => (await import('./index.ts')).openIntercom(settings, tools),
});
