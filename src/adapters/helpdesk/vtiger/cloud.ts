import { allowanceNamed, openHttp, openPace, rootOf, type Allowance, type HttpOptions } from '../kit/index.ts';
import { answer, brokenOperation, type Dialect } from './operation.ts';
import type { VtigerSettings } from './settings.ts';

type Options = Pick<HttpOptions, 'service' | 'origin' | 'advice' | 'failureIn' | 'log' | 'clock'>;

/** Of the limits of the minute and the hour; the rest is left to the account's other integrations. */
const ownShare = 0.9;

/** Vtiger Cloud: an address for each operation, the user's name and access key with every request. */
export function openCloud(settings: VtigerSettings, options: Options): Dialect {
  const credentials = Buffer.from(`${settings.username}:${settings.access_key}`).toString('base64');
  const http = openHttp({
    ...options,
    headers: { authorization: `Basic ${credentials}` },
    allowances: cloudAllowances,
  });
  const own = (limit: number) => Math.max(1, Math.floor(limit * ownShare));
  const { clock } = options;
  const pace = openPace({ limit: own(settings.requests_per_minute), windowMs: 60_000, clock });
  const hourly = openPace({ limit: own(settings.requests_per_hour), windowMs: 3_600_000, clock });
  const root = `${rootOf(settings.url)}/restapi/v1/vtiger/default`;
  return async (operation, query, { isUrgent = false, ...call }) => {
    const path = `${root}/${operation}`;
    if (!isUrgent) await hourly(call.signal);
    const { body, headers } = await http.get(path, { query, as: answer, pace, whenEmpty: brokenOperation, ...call });
    return { answer: body, headers };
  };
}

/** The limits Vtiger Cloud tells of: one of the minute, and one of the day, whose end it does not tell. */
export function cloudAllowances(headers: Headers, now: number): Allowance[] {
  return [
    ...allowanceNamed(
      headers,
      {
        remaining: 'x-floodcontrol-remaining',
        limit: 'x-floodcontrol-minutelimit',
        reset: 'x-floodcontrol-reset',
      },
      now,
    ),
    ...allowanceNamed(headers, { remaining: 'x-ratelimit-remaining', limit: 'x-ratelimit-dailylimit' }, now),
  ];
}
