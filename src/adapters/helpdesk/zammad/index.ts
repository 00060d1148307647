import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { rootOf } from '../kit/address.ts';
import { systemClock, type Clock } from '../kit/clock.ts';
import { openHttp } from '../kit/http.ts';
import { openApi } from './api.ts';
import { check } from './check.ts';
import { pull } from './pull.ts';
import { readTicket } from './read-ticket.ts';
import { secondsInUnit, type ZammadSettings } from './settings.ts';

/** One Zammad, read as the agent to whom the access token belongs. */
export function openZammad(
  settings: ZammadSettings,
  { log, clock = systemClock }: { log: Log; clock?: Clock },
): Helpdesk {
  const { name, url, token, agent_roles: agentRoles } = settings;
  const { origin } = new URL(url);
  const root = rootOf(url);
  const http = openHttp({
    service: `Zammad (${name})`,
    origin,
    headers: { authorization: `Token token=${token}` },
    advice: {
      unauthorized: `Check the token of the desk "${name}", that it has not expired, and that access by token is on (Settings › System › API).`,
      forbidden: `The token of the desk "${name}" needs the permission ticket.agent, and its user the right to read every group.`,
    },
    log,
    clock,
  });
  const api = openApi(http, root);
  const unit = secondsInUnit(settings);
  const shared = { api, address: `${origin}${root}`, unit, agentRoles, staff: new Set<number>(), clock };
  return {
    name,
    kind: 'zammad',
    pull: (cursor, signal) => pull(cursor, { ...shared, desk: name, signal }),
    check: () => check(shared),
    readTicket: (id, signal) => readTicket(id, { ...shared, signal }),
  };
}
