import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { systemClock, type Clock } from '../kit/clock.ts';
import { openHttp } from '../kit/http.ts';
import { openPace } from '../kit/pace.ts';
import { openApi } from './api.ts';
import { check } from './check.ts';
import { readWebhook } from './webhook.ts';
import { pull } from './pull.ts';
import { openTicketReader } from './read-ticket.ts';
import { readSchedule } from './schedule.ts';
import type { ZendeskSettings } from './settings.ts';

/** Zendesk's limit on incremental exports, which all of an account's exports share. */
const exportsPerMinute = 10;

/** One Zendesk account (Support, both CSAT systems and Talk), read as `email` with its API token. */
export function openZendesk(
  { name, url, email, token, webhook_secret: secret }: ZendeskSettings,
  { log, clock = systemClock }: { log: Log; clock?: Clock },
): Helpdesk {
  const { origin } = new URL(url);
  const http = openHttp({
    service: `Zendesk (${name})`,
    origin,
    headers: { authorization: `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}` },
    advice: {
      unauthorized: `Check the email and the token of the desk "${name}", and that token access is on in Admin Center.`,
      forbidden: `The desk "${name}" must be read as an admin: check its email, or that user's role.`,
    },
    log,
    clock,
  });
  const exportPace = openPace({ limit: exportsPerMinute, windowMs: 60_000, clock });
  const api = openApi({ http, exportPace });
  const staff = new Set<number>();
  return {
    name,
    kind: 'zendesk',
    pull: (cursor, signal) => pull(cursor, { desk: name, origin, api, staff, clock, signal }),
    check: () => check({ api, clock }),
    readTicket: openTicketReader({ api, origin, staff, clock }),
    readSchedule: (signal) => readSchedule(api, { desk: name, signal }),
    ...(secret !== undefined && { readWebhook: (request) => readWebhook(request, { secret, clock }) }),
  };
}
