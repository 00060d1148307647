import { z } from 'zod';
import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { openDesk, openHttp, rootOf, systemClock, type Call, type Clock } from '../kit/index.ts';
import { expanded, openApi, type Api, type Context } from './context.ts';
import { askTickets, deletions } from './deletions.ts';
import { secondsInUnit, type ZammadSettings } from './settings.ts';
import { openStates } from './states.ts';
import { askChanged, readTicket, tickets } from './tickets.ts';
import { askUsers, users } from './users.ts';

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
  const api = openApi(http, { root, clock });
  const shared = { api, address: `${origin}${root}`, unit: secondsInUnit(settings), agentRoles, clock };
  const staff = new Set<number>();

  async function open(signal: AbortSignal): Promise<Context> {
    return { ...shared, staff, states: openStates(await askStates(api, { signal })), signal };
  }

  return openDesk({
    name,
    kind: 'zammad',
    title: 'Zammad',
    clock,
    streams: [users, tickets, deletions],
    open,
    readTicket: async (id, signal) => readTicket(id, await open(signal)),
    examination: (call) => ({
      greet: () => greet(api, { agentRoles, call }),
      rights: (now) => [
        { name: 'states', ask: () => askStates(api, call) },
        { name: 'users', ask: () => askUsers(api, 1, call) },
        { name: 'changed tickets', ask: () => askChanged(api, { since: now, page: 1 }, call) },
        { name: 'tickets', ask: () => askTickets(api, 1, call) },
      ],
    }),
  });
}

const me = z.object({ roles: z.array(z.string()) });

async function greet(api: Api, { agentRoles, call }: { agentRoles: readonly string[]; call: Call }) {
  const { body, headers } = await api.get('users/me', me, { query: expanded, ...call });
  const who = body.roles.join(' and ');
  if (body.roles.some((role) => agentRoles.includes(role))) return { who, headers };
  // To anyone else it shows their own tickets only, and refuses nothing.
  const expected = agentRoles.join(' or ');
  const problem = `the token belongs to a ${who}. Take the token of a user whose role is ${expected}, or name that role in agent_roles.`;
  return { who, problem, headers };
}

function askStates(api: Api, call: Call): Promise<readonly unknown[]> {
  return api.rows('ticket_states', call);
}
