import { z } from 'zod';
import type { Helpdesk } from '../../helpdesk.ts';
import type { Log } from '../../log.ts';
import { chatwoot } from './chatwoot/declaration.ts';
import { freshdesk } from './freshdesk/declaration.ts';
import { hootsuite } from './hootsuite/declaration.ts';
import { intercom } from './intercom/declaration.ts';
import { liveagent } from './liveagent/declaration.ts';
import { requestTracker } from './request-tracker/declaration.ts';
import { surveymonkey } from './surveymonkey/declaration.ts';
import { vtiger } from './vtiger/declaration.ts';
import { zammad } from './zammad/declaration.ts';
import { zendesk } from './zendesk/declaration.ts';

/** Every helpdesk that can be connected. */
export const helpdesks = [
  chatwoot,
  freshdesk,
  hootsuite,
  intercom,
  liveagent,
  requestTracker,
  surveymonkey,
  vtiger,
  zammad,
  zendesk,
] as const;

type Settings<Declarations extends readonly { readonly settings: z.ZodObject }[]> = {
  -readonly [Index in keyof Declarations]: Declarations[Index]['settings'];
};

/** Settings of any of them, told apart by `kind`. */
export const deskSettings = z.discriminatedUnion(
  'kind',
  helpdesks.map(({ settings }) => settings) as unknown as Settings<typeof helpdesks>,
);
export type DeskSettings = z.output<typeof deskSettings>;

export function declarationOf(kind: DeskSettings['kind']) {
  const declaration = helpdesks.find((one) => one.kind === kind);
  if (declaration === undefined) throw new RangeError(`no helpdesk is called ${kind}`);
  return declaration;
}

export async function openHelpdesk(settings: DeskSettings, tools: { log: Log }): Promise<Helpdesk> {
  return await declarationOf(settings.kind).open(settings as never, tools);
}
