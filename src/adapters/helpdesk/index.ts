import { z } from 'zod';
import type { Helpdesk } from '../../helpdesk.ts';
import type { Log } from '../../log.ts';
import { chatwootSettings } from './chatwoot/settings.ts';
import { freshdeskSettings } from './freshdesk/settings.ts';
import { hootsuiteSettings } from './hootsuite/settings.ts';
import { intercomSettings } from './intercom/settings.ts';
import { liveagentSettings } from './liveagent/settings.ts';
import { requestTrackerSettings } from './request-tracker/settings.ts';
import { surveymonkeySettings } from './surveymonkey/settings.ts';
import { vtigerSettings } from './vtiger/settings.ts';
import { zammadSettings } from './zammad/settings.ts';
import { zendeskSettings } from './zendesk/settings.ts';

/** Settings of any helpdesk that can be connected, told apart by `kind`. */
export const deskSettings = z.discriminatedUnion('kind', [
  chatwootSettings,
  freshdeskSettings,
  hootsuiteSettings,
  intercomSettings,
  liveagentSettings,
  requestTrackerSettings,
  surveymonkeySettings,
  vtigerSettings,
  zammadSettings,
  zendeskSettings,
]);
export type DeskSettings = z.output<typeof deskSettings>;

/** Each connector is loaded only where a desk of its kind is configured. */
export async function openHelpdesk(settings: DeskSettings, tools: { log: Log }): Promise<Helpdesk> {
  switch (settings.kind) {
    case 'chatwoot':
      return (await import('./chatwoot/index.ts')).openChatwoot(settings, tools);
    case 'freshdesk':
      return (await import('./freshdesk/index.ts')).openFreshdesk(settings, tools);
    case 'hootsuite':
      return (await import('./hootsuite/index.ts')).openHootsuite(settings, tools);
    case 'intercom':
      return (await import('./intercom/index.ts')).openIntercom(settings, tools);
    case 'liveagent':
      return (await import('./liveagent/index.ts')).openLiveagent(settings, tools);
    case 'request-tracker':
      return (await import('./request-tracker/index.ts')).openRequestTracker(settings, tools);
    case 'surveymonkey':
      return (await import('./surveymonkey/index.ts')).openSurveymonkey(settings, tools);
    case 'vtiger':
      return (await import('./vtiger/index.ts')).openVtiger(settings, tools);
    case 'zammad':
      return (await import('./zammad/index.ts')).openZammad(settings, tools);
    case 'zendesk':
      return (await import('./zendesk/index.ts')).openZendesk(settings, tools);
  }
}
