import { UpstreamError } from '../../../errors.ts';
import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { openDesk, openHttp, readRows, rootOf, systemClock, type Clock } from '../kit/index.ts';
import { openApi, type Context, type NumberedPage } from './context.ts';
import type { RequestTrackerSettings } from './settings.ts';
import { readTicket, tickets } from './tickets.ts';
import { foreignUser, users } from './users.ts';

/** One Request Tracker 5, read through REST 2.0 as the user to whom the token belongs. */
export function openRequestTracker(
  { name, url, token }: RequestTrackerSettings,
  { log, clock = systemClock }: { log: Log; clock?: Clock },
): Helpdesk {
  const { origin } = new URL(url);
  const root = rootOf(url);
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
  const shared = { api, address: `${origin}${root}`, staff: new Set<number>() };

  async function open(signal: AbortSignal): Promise<Context> {
    const privileged = await api.privileged({ signal });
    for (const id of privileged) shared.staff.add(id);
    return { ...shared, privileged, signal };
  }

  return openDesk({
    name,
    kind: 'request-tracker',
    title: 'Request Tracker',
    clock,
    streams: [users, tickets],
    open,
    readTicket: (id, signal) => readTicket(id, { ...shared, clock, signal }),
    examination: (call) => ({
      async greet() {
        const { version, headers } = await api.version(call);
        return { who: `a user of Request Tracker ${version}`, headers };
      },
      rights: () => [
        { name: 'agents', ask: () => api.privileged(call) },
        { name: 'users', ask: async () => rejectHidden(await api.users({ orderBy: 'id', page: 1 }, call), service) },
        { name: 'tickets', ask: () => api.tickets('id > 0', call) },
        { name: 'transactions', ask: () => api.newestTransaction(call) },
      ],
    }),
  });
}

/** Whoever lacks the right is shown the users without most of what they are. */
function rejectHidden({ rows }: NumberedPage, service: string): void {
  const [hidden] = readRows(rows, { as: foreignUser, noun: 'user' }).skipped;
  if (hidden === undefined) return;
  throw new UpstreamError(service, `${hidden.place}: ${hidden.reason}.`, { reason: 'forbidden' });
}
