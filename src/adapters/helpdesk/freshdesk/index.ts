import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { systemClock, type Clock } from '../kit/clock.ts';
import { openHttp } from '../kit/http.ts';
import { openPace } from '../kit/pace.ts';
import { allowanceNamed, type Allowance } from '../kit/rate-limit.ts';
import { openActivityFiles } from './activity-file.ts';
import { openApi } from './api.ts';
import { check } from './check.ts';
import { readWebhook } from './webhook.ts';
import { pull } from './pull.ts';
import { openTicketReader } from './read-ticket.ts';
import type { FreshdeskSettings } from './settings.ts';

/** The least that any plan allows of lists of tickets and of contacts is 20 a minute; a tenth is left to others. */
const listsPerMinute = 18;
const minuteMs = 60_000;
/** Requests that may be on their way when an answer tells what is left. */
const underWay = 8;

/** One Freshdesk account, read with an admin's API key. */
export function openFreshdesk(
  { name, url, api_key, webhook_secret }: FreshdeskSettings,
  { log, clock = systemClock }: { log: Log; clock?: Clock },
): Helpdesk {
  const { origin } = new URL(url);
  const shared = {
    service: `Freshdesk (${name})`,
    origin,
    advice: {
      unauthorized: `Check the api_key of the desk "${name}": it is in the profile settings of the agent it belongs to.`,
      forbidden: `The desk "${name}" must be read by an admin: check whose api_key it is, and that agent's role.`,
    },
    log,
    clock,
  };
  const http = openHttp({
    ...shared,
    headers: { authorization: `Basic ${Buffer.from(`${api_key}:X`).toString('base64')}` },
    allowances: (headers) => allowances(headers).map((left) => ({ ...left, remaining: left.remaining - underWay })),
  });
  const api = openApi({ http, listPace: openPace({ limit: listsPerMinute, windowMs: minuteMs, clock }), clock });
  const options = { origin, api, activityFiles: openActivityFiles(shared), clock };
  return {
    name,
    kind: 'freshdesk',
    pull: (cursor, signal) => pull(cursor, { desk: name, ...options, signal }),
    check: () => check({ api, clock, allowances }),
    readTicket: openTicketReader(options),
    ...(webhook_secret !== undefined && { readWebhook: (request) => readWebhook(request, webhook_secret) }),
  };
}

/** What the account has left of its calls a minute. Nothing says when the minute ends. */
function allowances(headers: Headers): Allowance[] {
  const names = { remaining: 'x-ratelimit-remaining', limit: 'x-ratelimit-total' };
  return allowanceNamed(headers, names, 0).map((left) => ({ ...left, resetSeconds: minuteMs / 1000 }));
}
