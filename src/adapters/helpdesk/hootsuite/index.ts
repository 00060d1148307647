import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { allowanceNamed, openDesk, openHttp, openPace, systemClock, type Allowance, type Clock } from '../kit/index.ts';
import { failureIn, openApi } from './api.ts';
import { askMembers, askTeams, earlierCursor, members } from './members.ts';
import type { HootsuiteSettings } from './settings.ts';
import { openToken } from './token.ts';

/** Hootsuite allows 20; a tenth is left to others. */
const perSecond = 18;

/** One Hootsuite organization, of which only the people can be read: what its inbox tells are sums, and no facts. */
export function openHootsuite(
  { name, url, client_id, client_secret, organization_id: organization }: HootsuiteSettings,
  { log, clock = systemClock }: { log: Log; clock?: Clock },
): Helpdesk {
  const service = `Hootsuite (${name})`;
  const shared = {
    service,
    origin: new URL(url).origin,
    advice: {
      unauthorized: `Check the client_id, client_secret and organization_id of the desk "${name}", and that Hootsuite has linked the app to the organization.`,
      forbidden: `The app of the desk "${name}" may not see the members: its organization must be linked with a member who is an admin.`,
    },
    log,
    clock,
    failureIn: failureIn(service),
    allowances,
  };
  const credentials = Buffer.from(`${client_id}:${client_secret}`).toString('base64');
  const tokens = openHttp({ ...shared, headers: { authorization: `Basic ${credentials}` } });
  const token = openToken({ http: tokens, organization, clock });
  const http = openHttp({ ...shared, headers: () => ({ authorization: token.header() }) });
  const pace = openPace({ limit: perSecond, windowMs: 1000, clock });
  const api = openApi({ http, token, pace, organization });
  return openDesk({
    name,
    kind: 'hootsuite',
    title: 'Hootsuite',
    clock,
    version: 2,
    earlier: earlierCursor,
    streams: [members],
    open: (signal) => ({ api, clock, signal }),
    examination: (call) => ({
      allowances,
      async greet() {
        const { headers } = await askMembers(api, call);
        return { who: `an app of the organization ${organization}`, headers };
      },
      rights: () => [{ name: 'teams', ask: () => askTeams(api, call), absent: 'agents have no team' }],
    }),
  });
}

/** What is left of this second's requests, and of the day's, of which the service tells how many are used. */
function allowances(headers: Headers): Allowance[] {
  const second = allowanceNamed(headers, { remaining: 'x-account-rate-limit-requests-remaining' }, 0);
  const day = allowanceNamed(headers, { remaining: 'x-account-quota-used', limit: 'x-account-quota' }, 0);
  return [
    ...second.map((left) => ({ ...left, resetSeconds: 1 })),
    ...day.flatMap(({ remaining: used, limit }) =>
      limit === null ? [] : [{ remaining: limit - used, limit, resetSeconds: null }],
    ),
  ];
}
