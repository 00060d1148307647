import { z } from 'zod';
import type { Helpdesk } from '../../helpdesk.ts';
import type { Log } from '../../log.ts';
import { openZendesk } from './zendesk/index.ts';
import { zendeskSettings } from './zendesk/settings.ts';

/** Settings of any helpdesk that can be connected, told apart by `kind`. */
export const deskSettings = z.discriminatedUnion('kind', [zendeskSettings]);
export type DeskSettings = z.output<typeof deskSettings>;

export function openHelpdesk(settings: DeskSettings, { log }: { log: Log }): Helpdesk {
  switch (settings.kind) {
    case 'zendesk':
      return openZendesk(settings, { log });
  }
}
