import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { type Call, type Clock, openDesk, openHttp, openPace, systemClock } from '../kit/index.ts';
import { agents, askAdmins } from './agents.ts';
import { openApi, type Api } from './api.ts';
import { articles } from './articles.ts';
import { calls } from './calls.ts';
import { askContacts, contacts } from './contacts.ts';
import { askMe, openContext } from './context.ts';
import { askConversations, conversations, readConversations } from './conversations.ts';
import { earlierCursor } from './earlier-cursor.ts';
import { askTeams } from './names.ts';
import { regions, type IntercomSettings } from './settings.ts';
import { readWebhook } from './webhook.ts';

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
  const api = openApi(http, { pace: openPace({ ...pace, clock }) });
  const workspace = { api, clock, app: regions[region].app };
  return openDesk({
    name,
    kind: 'intercom',
    title: 'Intercom',
    clock,
    version: 2,
    earlier: earlierCursor,
    streams: [agents, contacts, conversations, calls, articles],
    open: (signal) => openContext(workspace, signal),
    readTicket: async (id, signal) => await readConversations([id], await openContext(workspace, signal)),
    readWebhook: secret === undefined ? undefined : (request) => readWebhook(request, { secret, now: clock.now() }),
    examination: (call) => ({
      async greet() {
        const { name, headers } = await askMe(api, call);
        return { who: name ?? 'a teammate', headers };
      },
      rights: (now) => rights(api, { since: Math.floor(now / 1000), call }),
    }),
  });
}

/** All that a sync reads. */
function rights(api: Api, { since, call }: { since: number; call: Call }) {
  const search = { since, order: 'ascending', after: null } as const;
  return [
    { name: 'teammates', ask: () => askAdmins(api, call) },
    { name: 'teams', ask: () => askTeams(api, call) },
    { name: 'contacts', ask: () => askContacts(api, search, call) },
    { name: 'conversations', ask: () => askConversations(api, search, call) },
    { name: 'calls', ask: () => api.list('calls', 1, call), absent: "this desk's calls come from imports only" },
    {
      name: 'articles',
      ask: () => api.list('articles', 1, call),
      absent: "this desk's article views come from imports only",
    },
  ];
}
