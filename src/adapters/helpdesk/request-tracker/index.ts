import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { rootOf } from '../kit/address.ts';
import { systemClock, type Clock } from '../kit/clock.ts';
import { openHttp } from '../kit/http.ts';
import { openApi } from './api.ts';
import { check } from './check.ts';
import { pull } from './pull.ts';
import { readTicket } from './read-ticket.ts';
import type { RequestTrackerSettings } from './settings.ts';

/** One Request Tracker 5, read through REST 2.0 as the user to whom the token belongs. */
export function openRequestTracker(
  { name, url, token }: RequestTrackerSettings,
  { log, clock = systemClock }: { log: Log; clock?: Clock },
): Helpdesk {
  const { origin } = new URL(url);
  const root = rootOf(url);
  const address = `${origin}${root}`;
  const service = `Request Tracker (${name})`;
  const http = openHttp({
    service,
    origin,
    headers: { authorization: `token ${token}` },
    advice: {
      unauthorized: `Check the token of the desk "${name}": it may have been revoked, or have expired.`,
      forbidden: `The user of the token of the desk "${name}" lacks a right: it needs SeeQueue, ShowTicket, ShowTicketComments, SeeGroup, AdminGroupMembership and AdminUsers, granted globally.`,
    },
    log,
    clock,
  });
  const api = openApi(http, root);
  const staff = new Set<number>();
  return {
    name,
    kind: 'request-tracker',
    pull: (cursor, signal) => pull(cursor, { desk: name, address, api, staff, signal }),
    check: () => check({ api, clock, service }),
    readTicket: (id, signal) => readTicket(id, { address, api, staff, clock, signal }),
  };
}
