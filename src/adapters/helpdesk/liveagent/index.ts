import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import {
  openDesk,
  openHttp,
  openPace,
  rootOf,
  systemClock,
  type Call,
  type Clock,
  type Examination,
} from '../kit/index.ts';
import { agents } from './agents.ts';
import { openApi, type Api } from './api.ts';
import { calls } from './calls.ts';
import { contacts } from './contacts.ts';
import { openNames, type Context, type Names } from './context.ts';
import { id } from './fields.ts';
import { history } from './history.ts';
import { dayText, ratings } from './ratings.ts';
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

/** Asks once for everything a sync needs. */
function examination(api: Api, { call, hasRatings }: { call: Call; hasRatings: boolean }): Examination {
  return {
    async greet() {
      const { headers } = await api.ping(call);
      await isRefused(() => api.list('agents', 1, call));
      return { who: 'an API key', headers };
    },
    rights(now) {
      const since = Math.floor(now / 1000) - 60;
      const nobody = { tickets: ['none'], cursor: null };
      return [
        { name: 'agents', ask: () => api.list('agents', 1, call) },
        { name: 'departments', ask: () => api.list('departments', 1, call) },
        { name: 'tags', ask: () => api.list('tags', 1, call) },
        { name: 'contacts', ask: () => api.changed('contacts', { since, page: 1 }, call) },
        { name: 'tickets', ask: () => api.changed('tickets', { since, page: 1 }, call) },
        { name: 'messages', ask: () => anyMessages(api, call) },
        { name: 'ticket history', ask: () => api.dated('tickets/history', { since, cursor: null }, call) },
        {
          name: 'service levels',
          ask: () => api.list('slas', 1, call),
          absent: "this desk's SLA clocks are worked out here",
        },
        {
          name: 'SLA log',
          ask: () => api.ofTickets('grid/tickets/sla', nobody, call),
          absent: "this desk's SLA clocks are worked out here",
        },
        {
          name: 'time reports',
          ask: () => api.ofTickets('grid/reports/time', nobody, call),
          absent: 'handle time is that of calls alone',
        },
        {
          name: 'calls',
          ask: () => api.dated('calls', { since, cursor: null }, call),
          absent: "this desk's calls come from imports only",
        },
        ...(hasRatings
          ? [
              {
                name: 'ratings (API v1)',
                ask: () => api.ratings({ from: dayText(since), to: dayText(since), offset: 0 }, call),
                absent: "this desk's csat comes from imports only",
              },
            ]
          : []),
      ];
    },
  };
}

/** Those of the oldest ticket, if there is one. */
async function anyMessages(api: Api, call: Call): Promise<void> {
  const { rows } = await api.changed('tickets', { since: 0, page: 1 }, call);
  const { data } = z.object({ id }).safeParse(rows[0]);
  if (data !== undefined) await api.messages(data.id, 1, call);
}

/** Only whether the key is accepted: what it may read is asked one by one. */
async function isRefused(ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof UpstreamError && error.reason === 'forbidden')) throw error;
  }
}
