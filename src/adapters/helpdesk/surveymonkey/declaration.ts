import { declareHelpdesk } from '../kit/declaration.ts';
import { surveymonkeySettings as settings } from './settings.ts';

export const surveymonkey = declareHelpdesk({
  kind: 'surveymonkey',
  title: 'SurveyMonkey',
  settings,
  gives: ['surveys:csat', 'surveys:nps', 'surveys:ces', 'surveys:esat'],
  open: async (settings, tools) => (await import('./index.ts')).openSurveymonkey(settings, tools),
});
