import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { rootOf } from '../kit/address.ts';
import { systemClock, type Clock } from '../kit/clock.ts';
import { openHttp } from '../kit/http.ts';
import { openPace } from '../kit/pace.ts';
import { openApi } from './api.ts';
import { check } from './check.ts';
import { readTicket } from './conversation-pages.ts';
import { readWebhook } from './webhook.ts';
import { openTools, pull } from './pull.ts';
import type { ChatwootSettings } from './settings.ts';

const reserve = 0.1;

/** One account of a Chatwoot, read as an administrator. */
export function openChatwoot(
  { name, url, account, token, webhook_secret: secret, requests_per_minute }: ChatwootSettings,
  { log, clock = systemClock }: { log: Log; clock?: Clock },
): Helpdesk {
  const { origin } = new URL(url);
  const root = rootOf(url);
  const http = openHttp({
    service: `Chatwoot (${name})`,
    origin,
    headers: { api_access_token: token },
    advice: {
      unauthorized: `Check the token of the desk "${name}", and that its user is an administrator of account ${account}.`,
      forbidden: `The desk "${name}" must be read as an administrator of account ${account}: check its token's user.`,
    },
    log,
    clock,
  });
  const limit = Math.floor(requests_per_minute * (1 - reserve));
  const pace = openPace({ limit, windowMs: 60_000, clock });
  const api = openApi({ http, pace, root, account });
  const desk = { desk: name, api, clock, inbox: `${origin}${root}/app/accounts/${account}/conversations/` };
  return {
    name,
    kind: 'chatwoot',
    pull: (cursor, signal) => pull(cursor, desk, signal),
    check: () => check({ api, clock, account }),
    readTicket: async (id, signal) => await readTicket(id, await openTools(desk, signal)),
    ...(secret !== undefined && { readWebhook: (request) => readWebhook(request, { secret, now: clock.now() }) }),
  };
}
