import { UpstreamError } from '../../../errors.ts';
import type { Check } from '../../../helpdesk.ts';
import type { Clock } from './clock.ts';
import { isNotConnected } from './connected.ts';
import { allowances as commonAllowances, type Allowance } from './rate-limit.ts';

const toleratedSkewSeconds = 60;
const lowShare = 0.1;

/** Something a sync reads, and how to ask for a little of it. */
export interface Right {
  readonly name: string;
  readonly ask: () => Promise<unknown>;
  /** What it means when the account has not bought it, or may not read it (403, 404); unless given, that is a failure. */
  readonly absent?: string;
}

/** What `doctor` asks a service. */
export interface Examination {
  /** Ask who we are. @returns whom we were taken for, or what is wrong with that, and the answer's headers */
  readonly greet: () => Promise<{ readonly who: string; readonly problem?: string; readonly headers: Headers }>;
  /** @param now epoch milliseconds, by the service's clock where it tells */
  readonly rights: (now: number) => readonly Right[];
  readonly allowances?: (headers: Headers, now: number) => readonly Allowance[];
}

/**
 * The checks of a desk for `doctor`: address, credentials, each right, clock and rate limits. Never rejects for the service's faults.
 * @param options.service as operators know it: `Zendesk`
 */
export async function examine(
  { greet, rights, allowances }: Examination,
  { service, clock }: { service: string; clock: Clock },
): Promise<readonly Check[]> {
  const address = { name: 'address', isOk: true, detail: 'answers' };
  let me;
  try {
    me = await greet();
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (error.reason === 'unauthorized') return [address, { name: 'credentials', isOk: false, detail: error.message }];
    return [{ name: 'address', isOk: false, detail: error.message }];
  }
  const { who, problem, headers } = me;
  if (problem !== undefined) return [address, { name: 'credentials', isOk: false, detail: problem }];
  // Its date is compared at once: asking for the rights may take minutes.
  const clockCheck = skew(headers, { service, now: clock.now() });
  const checks = [address, { name: 'credentials', isOk: true, detail: `accepted, as ${who}` }];
  for (const right of rights(serverTime(headers) ?? clock.now())) checks.push(await tryRight(right));
  const left = (allowances ?? commonAllowances)(headers, clock.now());
  return [...checks, clockCheck, ...left.map((allowance) => limit(allowance, service))];
}

async function tryRight({ name, ask, absent }: Right): Promise<Check> {
  try {
    await ask();
    return { name, isOk: true, detail: 'readable' };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (absent === undefined || !isNotConnected(error)) return { name, isOk: false, detail: error.message };
    return { name, isOk: true, detail: `not connected (${error.reason}): ${absent}` };
  }
}

function skew(headers: Headers, { service, now }: { service: string; now: number }): Check {
  const server = serverTime(headers);
  if (server === undefined) return { name: 'clock', isOk: true, detail: 'not comparable: the answer carried no date' };
  const seconds = Math.round((now - server) / 1000);
  if (Math.abs(seconds) <= toleratedSkewSeconds) return { name: 'clock', isOk: true, detail: 'agrees' };
  const direction = seconds > 0 ? 'ahead of' : 'behind';
  const detail = `this machine is ${Math.abs(seconds)} s ${direction} ${service}. Set its clock (NTP).`;
  return { name: 'clock', isOk: false, detail };
}

function limit({ remaining, limit }: Allowance, service: string): Check {
  const isOk = limit === null || remaining > limit * lowShare;
  const left = `${remaining}${limit === null ? '' : ` of ${limit}`} requests left`;
  const advice = `. Another integration uses most of it: slow that one down, or ask ${service} for a higher limit.`;
  return { name: 'rate limit', isOk, detail: isOk ? left : `${left}${advice}` };
}

/** The service's clock by its answer, epoch milliseconds. */
export function serverTime(headers: Headers): number | undefined {
  const time = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}
