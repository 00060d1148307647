import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import {
  allowanceNamed,
  openDesk,
  openHttp,
  openPace,
  systemClock,
  type Allowance,
  type Call,
  type Clock,
  type Examination,
} from '../kit/index.ts';
import { activities, askActivities } from './activities.ts';
import { openActivityFiles } from './activity-files.ts';
import { agents } from './agents.ts';
import { openApi, type Api } from './api.ts';
import { askContacts, contacts, deletedContacts } from './contacts.ts';
import { openContext, type Context } from './context.ts';
import { askGroups } from './groups.ts';
import { askRatings, ratings } from './ratings.ts';
import type { FreshdeskSettings } from './settings.ts';
import { askStatuses } from './statuses.ts';
import { askTickets, deletedTickets, readTicket, spam, tickets } from './tickets.ts';
import { readWebhook } from './webhook.ts';

/** The least that any plan allows of lists of tickets and of contacts is 20 a minute; a tenth is left to others. */
const listsPerMinute = 18;
const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Requests that may be on their way when an answer tells what is left. */
const underWay = 8;
/** What a ticket is read live with is asked for anew after so long: webhooks may name many tickets a minute. */
const keptMs = 300_000;

/** One Freshdesk account, read with an admin's API key. */
export function openFreshdesk(
  { name, url, api_key, webhook_secret: secret }: FreshdeskSettings,
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
  const api = openApi(http, { listPace: openPace({ limit: listsPerMinute, windowMs: minuteMs, clock }), clock });
  const account = { origin, api, activityFiles: openActivityFiles(shared), clock };
  let kept: { readonly context: Context; readonly until: number } | undefined;

  async function contextNow(): Promise<Context> {
    if (kept !== undefined && clock.now() < kept.until) return kept.context;
    // It outlasts the ticket it is opened for, and so its signal.
    const context = await openContext(account, new AbortController().signal);
    kept = { context, until: clock.now() + keptMs };
    return context;
  }

  return openDesk({
    name,
    kind: 'freshdesk',
    title: 'Freshdesk',
    clock,
    streams: [agents, contacts, deletedContacts, tickets, deletedTickets, spam, ratings, activities],
    open: (signal) => openContext(account, signal),
    readTicket: (id, signal) => readTicket(id, { ...account, signal }, contextNow),
    readWebhook: secret === undefined ? undefined : (request) => readWebhook(request, secret),
    examination: (call) => examination(api, call),
  });
}

/** What the account has left of its calls a minute. Nothing says when the minute ends. */
function allowances(headers: Headers): Allowance[] {
  const names = { remaining: 'x-ratelimit-remaining', limit: 'x-ratelimit-total' };
  return allowanceNamed(headers, names, 0).map((left) => ({ ...left, resetSeconds: minuteMs / 1000 }));
}

/** A `ticket_scope` of 1 sees every ticket. */
const me = z.object({ type: z.string().default('agent'), ticket_scope: z.int() });
const allTickets = 1;

/** All that a sync needs: some dozen requests. */
function examination(api: Api, call: Call): Examination {
  let scope = allTickets;

  function seesAll(): Promise<void> {
    if (scope === allTickets) return Promise.resolve();
    const message =
      'the API key belongs to an agent who sees some tickets only. Give that agent the ticket scope "Global Access".';
    return Promise.reject(new UpstreamError('Freshdesk', message, { reason: 'forbidden' }));
  }

  return {
    allowances,
    async greet() {
      const { body, headers } = await api.get('agents/me', me, call);
      scope = body.ticket_scope;
      return { who: body.type.replaceAll('_', ' '), headers };
    },
    rights(now) {
      const since = Math.floor(now / 1000) - 60;
      const yesterday = new Date(now - dayMs).toISOString().slice(0, 10);
      return [
        { name: 'all tickets', ask: seesAll },
        { name: 'agents', ask: () => api.list('agents', 1, call) },
        { name: 'groups', ask: () => askGroups(api, call) },
        { name: 'contacts', ask: () => askContacts(api, { since, isDeleted: false, page: 1 }, call) },
        {
          name: 'companies',
          ask: () => api.list('companies', 1, call),
          absent: 'customers and tickets have no organization',
        },
        { name: 'tickets', ask: () => askTickets(api, { shelf: 'standing', since, page: 1 }, call) },
        {
          name: 'ticket fields',
          ask: () => askStatuses(api, call),
          absent: "the account's own statuses count as other",
        },
        { name: 'time entries', ask: () => api.list('time_entries', 1, call), absent: 'tickets have no handle time' },
        {
          name: 'satisfaction ratings',
          ask: () => askRatings(api, { since, page: 1 }, call),
          absent: "this desk's csat comes from imports only",
        },
        {
          name: 'ticket activities',
          ask: () => askActivities(api, yesterday, call),
          absent: 'what happened to tickets before the first sync is known only as far as tickets say themselves',
        },
      ];
    },
  };
}
