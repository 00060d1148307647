import { UpstreamError } from '../../../errors.ts';
import type { Check } from '../../../helpdesk.ts';
import type { Clock } from '../clock.ts';
import { allowances } from '../rate-limit.ts';
import type { Api, Call } from './api.ts';

const toleratedSkewSeconds = 60;
const lowShare = 0.1;

/** Asks once for everything a sync needs; two of these count against the exports' ten a minute. Never rejects for the service's faults. */
export async function check({ api, clock }: { api: Api; clock: Clock }): Promise<readonly Check[]> {
  const call: Call = { signal: new AbortController().signal, tries: 1 };
  let me;
  try {
    me = await api.me(call);
  } catch (error) {
    return greeting(error);
  }
  const address = { name: 'address', isOk: true, detail: 'answers' };
  if (me.id === null) {
    const detail =
      'taken for an anonymous visitor. Check email and token, and that token access is on in Admin Center.';
    return [address, { name: 'credentials', isOk: false, detail }];
  }
  const { headers } = me;
  return [
    address,
    { name: 'credentials', isOk: true, detail: `accepted, as ${me.role}` },
    ...(await rights(api, { call, now: serverTime(headers) ?? clock.now() })),
    skew(headers, clock),
    ...allowance(headers),
  ];
}

function greeting(error: unknown): Check[] {
  if (!(error instanceof UpstreamError)) throw error;
  if (error.reason !== 'unauthorized') return [{ name: 'address', isOk: false, detail: error.message }];
  return [
    { name: 'address', isOk: true, detail: 'answers' },
    { name: 'credentials', isOk: false, detail: error.message },
  ];
}

async function rights(api: Api, { call, now }: { call: Call; now: number }): Promise<Check[]> {
  const startTime = Math.floor(now / 1000) - 120;
  return [
    await right('groups', { ask: () => api.groups(call) }),
    await right('organizations', { ask: () => api.organizations([1], call) }),
    await right('users', { ask: () => api.users({ startTime }, call) }),
    await right('tickets', { ask: () => api.tickets({ startTime }, call) }),
    await right('satisfaction ratings', { ask: () => api.ratings({ startTime, after: null }, call), isOptional: true }),
  ];
}

async function right(
  name: string,
  { ask, isOptional = false }: { ask: () => Promise<unknown>; isOptional?: boolean },
): Promise<Check> {
  try {
    await ask();
    return { name, isOk: true, detail: 'readable' };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const isAbsent = isOptional && (error.reason === 'forbidden' || error.reason === 'not-found');
    if (!isAbsent) return { name, isOk: false, detail: error.message };
    return { name, isOk: true, detail: `not connected (${error.reason}): this desk's csat comes from imports only` };
  }
}

function skew(headers: Headers, clock: Clock): Check {
  const server = serverTime(headers);
  if (server === undefined) return { name: 'clock', isOk: true, detail: 'not comparable: the answer carried no date' };
  const seconds = Math.round((clock.now() - server) / 1000);
  if (Math.abs(seconds) <= toleratedSkewSeconds) return { name: 'clock', isOk: true, detail: 'agrees' };
  const direction = seconds > 0 ? 'ahead of' : 'behind';
  const detail = `this machine is ${Math.abs(seconds)} s ${direction} Zendesk. Set its clock (NTP).`;
  return { name: 'clock', isOk: false, detail };
}

function allowance(headers: Headers): Check[] {
  return allowances(headers).map(({ remaining, limit }) => {
    const isOk = limit === null || remaining > limit * lowShare;
    const left = `${remaining}${limit === null ? '' : ` of ${limit}`} requests left this minute`;
    const advice = '. Another integration uses most of it: slow that one down, or ask Zendesk for a higher limit.';
    return { name: 'rate limit', isOk, detail: isOk ? left : `${left}${advice}` };
  });
}

function serverTime(headers: Headers): number | undefined {
  const time = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}
