import { z } from 'zod';
import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { openDesk, openHttp, openPace, systemClock, type Call, type Clock } from '../kit/index.ts';
import { openApi, type Api } from './api.ts';
import { askCalls, calls } from './calls.ts';
import { earlierCursor } from './earlier-cursor.ts';
import { askEvents, events } from './events.ts';
import { askGroups, openNames, type Names } from './names.ts';
import { askSchedules, readSchedule } from './schedule.ts';
import type { ZendeskSettings } from './settings.ts';
import { askRatings, askResponses, ratings, responses } from './surveys.ts';
import { askPolicies, openTicketClocks } from './ticket-clocks.ts';
import { askTickets, readTicket, tickets } from './tickets.ts';
import { askUsers, users } from './users.ts';
import { readWebhook } from './webhook.ts';

/** Zendesk's limit on incremental exports, which all of an account's exports share. */
const exportsPerMinute = 10;
/** For a ticket read live names are asked for anew after so long: webhooks may name many tickets a minute. */
const namesKeptMs = 300_000;

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
  const api = openApi(http, { exportPace: openPace({ limit: exportsPerMinute, windowMs: 60_000, clock }) });
  const shared = { api, origin, clock, staff: new Set<number>() };
  let kept: { readonly names: Names; readonly until: number } | undefined;

  async function namesNow(signal: AbortSignal): Promise<Names> {
    if (kept === undefined || clock.now() >= kept.until) {
      kept = { names: await openNames(api, signal), until: clock.now() + namesKeptMs };
    }
    return kept.names;
  }

  return openDesk({
    name,
    kind: 'zendesk',
    title: 'Zendesk',
    clock,
    version: 2,
    earlier: earlierCursor,
    // Who is an agent must be known before what people wrote.
    streams: [users, tickets, events, ratings, responses, calls],
    open: async (signal) => ({
      ...shared,
      names: await openNames(api, signal),
      clocks: openTicketClocks(api, { clock, signal }),
      signal,
    }),
    readTicket: async (id, signal) => readTicket(id, { ...shared, names: await namesNow(signal), signal }),
    readSchedule: (signal) => readSchedule(api, { desk: name, signal }),
    readWebhook: secret === undefined ? undefined : (request) => readWebhook(request, { secret, clock }),
    examination: (call) => ({
      greet: () => greet(api, call),
      rights: (now) => rights(api, { startTime: Math.floor(now / 1000) - 120, call }),
    }),
  });
}

/** The id is null when Zendesk took us for an anonymous visitor. */
const me = z.object({ user: z.object({ id: z.int().nullable(), role: z.string() }) });

async function greet(api: Api, call: Call) {
  const { body, headers } = await api.get('users/me', me, call);
  if (body.user.id !== null) return { who: body.user.role, headers };
  const problem = 'taken for an anonymous visitor. Check email and token, and that token access is on in Admin Center.';
  return { who: 'nobody', problem, headers };
}

/** All that a sync reads; four of these count against the exports' ten a minute. */
function rights(api: Api, { startTime, call }: { startTime: number; call: Call }) {
  return [
    { name: 'groups', ask: () => askGroups(api, call) },
    { name: 'organizations', ask: () => api.byId('organizations', [1], call) },
    { name: 'users', ask: () => askUsers(api, { startTime }, call) },
    { name: 'tickets', ask: () => askTickets(api, { startTime }, call) },
    { name: 'ticket events', ask: () => askEvents(api, startTime, call) },
    {
      name: 'SLA policies',
      ask: () => askPolicies(api, call),
      absent: "this desk's SLA clocks are worked out from the policies in deskpulse.yaml",
    },
    {
      name: 'schedules',
      ask: () => askSchedules(api, call),
      absent: "this desk's opening hours are those in deskpulse.yaml",
    },
    {
      name: 'satisfaction ratings',
      ask: () => askRatings(api, { startTime, after: null }, call),
      absent: "this desk's csat comes from the newer surveys, or from imports",
    },
    {
      name: 'survey responses',
      ask: () => askResponses(api, { startTime, after: null }, call),
      absent: "this desk's csat comes from the satisfaction ratings, or from imports",
    },
    {
      name: 'calls',
      ask: () => askCalls(api, startTime, call),
      absent: "without Talk, this desk's calls come from imports only",
    },
  ];
}
