import { declareHelpdesk } from '../kit/declaration.ts';
import { hootsuiteSettings as settings } from './settings.ts';

export const hootsuite = declareHelpdesk({
  kind: 'hootsuite',
  title: 'Hootsuite',
  settings,
  gives: ['agents'],
  open: async (settings, tools) => (await import('./index.ts')).openHootsuite(settings, tools),
});
