import { declareHelpdesk } from '../kit/declaration.ts';
import { chatwootSettings as settings } from './settings.ts';

export const chatwoot = declareHelpdesk({
  kind: 'chatwoot',
  title: 'Chatwoot',
  settings,
  gives: ['agents', 'customers', 'tickets', 'ticket_moves', 'replies', 'surveys:csat'],
  open: async (settings, tools) => (await import('./index.ts')).openChatwoot(settings, tools),
});
