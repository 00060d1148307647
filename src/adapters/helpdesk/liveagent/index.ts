import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { rootOf } from '../kit/address.ts';
import { systemClock, type Clock } from '../kit/clock.ts';
import { openHttp } from '../kit/http.ts';
import { openPace } from '../kit/pace.ts';
import { openApi } from './api.ts';
import { check } from './check.ts';
import { readWebhook } from './webhook.ts';
import { openNames, type Names } from './names.ts';
import { pull } from './pull.ts';
import { readTicket } from './read-ticket.ts';
import type { LiveagentSettings } from './settings.ts';
import type { Tools } from './stream.ts';

/** LiveAgent's limit is 180 a minute for a key, and it tells nothing of what is left: a tenth is for others. */
const requestsPerMinute = 162;

/** One LiveAgent account: API v3, and API v1 for the ratings. */
export function openLiveagent(
  settings: LiveagentSettings,
  { log, clock = systemClock }: { log: Log; clock?: Clock },
): Helpdesk {
  const { name, url, api_key, api_key_v1, timezone, webhook_secret } = settings;
  const { origin } = new URL(url);
  const root = rootOf(url);
  const service = `LiveAgent (${name})`;
  const advice = {
    unauthorized: `Check the api_key of the desk "${name}": it is a key of API v3, under Configuration › System › API.`,
    forbidden: `The key of the desk "${name}" lacks a privilege: add it to the key in LiveAgent's API settings.`,
  };
  // Without the offset times come in the account's own zone; with it, in UTC.
  const http = openHttp({ service, origin, headers: { apikey: api_key, 'timezone-offset': '0' }, advice, log, clock });
  const old =
    api_key_v1 === undefined
      ? undefined
      : { key: api_key_v1, http: openHttp({ service, origin, headers: {}, advice, log, clock }) };
  const pace = openPace({ limit: requestsPerMinute, windowMs: 60_000, clock });
  const api = openApi({ service, http, old, root, pace, clock });
  const hasRatings = old !== undefined;
  let known: Names | undefined;

  async function open(names: Promise<Names>, signal: AbortSignal): Promise<Tools> {
    known = await names;
    return { api, names: known, clock, url: `${origin}${root}`, timezone, hasRatings, signal };
  }

  return {
    name,
    kind: 'liveagent',
    pull: (cursor, signal) => pull(cursor, { desk: name, open: () => open(openNames(api, signal), signal), signal }),
    check: () => check({ api, clock, hasRatings }),
    async readTicket(id, signal) {
      const names = known === undefined ? openNames(api, signal) : Promise.resolve(known);
      return await readTicket(id, await open(names, signal));
    },
    ...(webhook_secret !== undefined && { readWebhook: (request) => readWebhook(request, webhook_secret) }),
  };
}
