import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { systemClock, type Clock } from '../kit/clock.ts';
import { openHttp } from '../kit/http.ts';
import { openPace } from '../kit/pace.ts';
import { openApi } from './api.ts';
import { check } from './check.ts';
import { readConversations } from './conversation-pages.ts';
import { readWebhook } from './webhook.ts';
import { openTools, pull } from './pull.ts';
import { regions, type IntercomSettings } from './settings.ts';

/** An app's 10,000 requests a minute are spread over windows of 10 s; the rest is for others. */
const pace = { limit: 1500, windowMs: 10_000 };

/** One Intercom workspace, read by an app of its own. */
export function openIntercom(
  { name, region, url, token, webhook_secret: secret }: IntercomSettings,
  { log, clock = systemClock }: { log: Log; clock?: Clock },
): Helpdesk {
  const http = openHttp({
    service: `Intercom (${name})`,
    origin: new URL(url ?? regions[region].api).origin,
    headers: { authorization: `Bearer ${token}`, 'intercom-version': '2.15' },
    advice: {
      unauthorized: `Check the token of the desk "${name}", and its region (${region}).`,
      forbidden: `The app of the desk "${name}" lacks a permission: add it under its Authentication in the Developer Hub.`,
    },
    log,
    clock,
  });
  const desk = {
    desk: name,
    api: openApi({ http, pace: openPace({ ...pace, clock }) }),
    clock,
    app: regions[region].app,
  };
  return {
    name,
    kind: 'intercom',
    pull: (cursor, signal) => pull(cursor, desk, signal),
    check: () => check(desk),
    readTicket: async (id, signal) => await readConversations([id], await openTools(desk, signal)),
    ...(secret !== undefined && { readWebhook: (request) => readWebhook(request, { secret, now: clock.now() }) }),
  };
}
