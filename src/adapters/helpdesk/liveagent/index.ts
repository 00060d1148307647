import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { rootOf } from '../kit/address.ts';
import { systemClock, type Clock } from '../kit/clock.ts';
import { openDesk } from '../kit/desk.ts';
import { openHttp } from '../kit/http.ts';
import { openPace } from '../kit/pace.ts';
import { agents } from './agents.ts';
import { openApi } from './api.ts';
import { calls } from './calls.ts';
import { examination } from './check.ts';
import { contacts } from './contacts.ts';
import { openNames, type Context, type Names } from './context.ts';
import { history } from './history.ts';
import { ratings } from './ratings.ts';
import type { LiveagentSettings } from './settings.ts';
import { readTicket, tickets } from './tickets.ts';
import { readWebhook } from './webhook.ts';

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

  function contextWith(names: Names, signal: AbortSignal): Context {
    known = names;
    return { api, names, clock, url: `${origin}${root}`, timezone, hasRatings, signal };
  }

  return openDesk({
    name,
    kind: 'liveagent',
    title: 'LiveAgent',
    clock,
    streams: [agents, contacts, tickets, history, calls, ratings],
    open: async (signal) => contextWith(await openNames(api, signal), signal),
    readTicket: async (id, signal) =>
      await readTicket(id, contextWith(known ?? (await openNames(api, signal)), signal)),
    readWebhook: webhook_secret === undefined ? undefined : (request) => readWebhook(request, webhook_secret),
    examination: (call) => examination(api, { call, hasRatings }),
  });
}
