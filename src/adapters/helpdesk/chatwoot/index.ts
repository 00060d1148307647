import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { openDesk, openHttp, openPace, rootOf, systemClock, type Call, type Clock } from '../kit/index.ts';
import { agents, openStaff } from './agents.ts';
import { contacts } from './contacts.ts';
import { openApi, type Api, type Context } from './context.ts';
import { conversations, readTicket } from './conversations.ts';
import { ratings } from './ratings.ts';
import type { ChatwootSettings } from './settings.ts';
import { readWebhook } from './webhook.ts';

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
  const inbox = `${origin}${root}/app/accounts/${account}/conversations/`;

  async function open(signal: AbortSignal): Promise<Context> {
    return { api, staff: await openStaff(api, { signal }), clock, inbox, signal };
  }

  return openDesk({
    name,
    kind: 'chatwoot',
    title: 'Chatwoot',
    clock,
    streams: [agents, contacts, conversations, ratings],
    open,
    readTicket: async (id, signal) => await readTicket(id, await open(signal)),
    readWebhook: secret === undefined ? undefined : (request) => readWebhook(request, { secret, now: clock.now() }),
    examination: (call) => ({
      greet: () => greet(api, { account, call }),
      rights(now) {
        const until = Math.floor(now / 1000);
        return [
          { name: 'agents', ask: () => api.agents(call) },
          { name: 'teams', ask: () => api.teams(call) },
          { name: 'contacts', ask: () => api.contacts(1, call) },
          { name: 'conversations', ask: () => api.conversations(1, call) },
          {
            name: 'satisfaction ratings',
            ask: () => api.ratings({ since: until - 60, until, page: 1 }, call),
            absent: "this desk's csat comes from imports only",
          },
        ];
      },
    }),
  });
}

async function greet(api: Api, { account, call }: { account: number; call: Call }) {
  const { role, headers } = await api.profile(call);
  if (role === 'administrator') return { who: role, headers };
  const problem =
    role === null
      ? `the token's user does not belong to account ${account}. Check both.`
      : `the token's user is an ${role} of account ${account}, who sees some of the inboxes only. Use an administrator's token.`;
  return { who: role ?? 'nobody', problem, headers };
}
