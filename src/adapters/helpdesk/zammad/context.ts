import { z } from 'zod';
import { serverTime, type AskOptions, type Call, type Clock, type Http } from '../kit/index.ts';
import type { States } from './states.ts';

/** What the streams of a Zammad share. */
export interface Context {
  readonly api: Api;
  readonly states: States;
  /** Everyone who is, or was once seen as, an agent; known to all pulls of a desk. */
  readonly staff: Set<number>;
  /** Names of the roles that make a user an agent. */
  readonly agentRoles: readonly string[];
  /** Where its pages begin, without a slash at the end. */
  readonly address: string;
  /** Seconds in the unit that time is accounted in; null where that is not known. */
  readonly unit: number | null;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

type Query = NonNullable<AskOptions<unknown>['query']>;

/** Zammad's REST API. Pages count from 1, and one past the last is empty. */
export interface Api {
  /** @returns also the headers, and when it was answered, epoch milliseconds by Zammad's clock */
  get<T>(path: string, as: z.ZodType<T>, call: Call & { query?: Query }): Promise<Answer<T>>;
  /** A list's rows, in which ids are expanded to names. */
  rows(path: string, call: Call & { query?: Query }): Promise<readonly unknown[]>;
}

interface Answer<T> {
  readonly body: T;
  readonly headers: Headers;
  readonly at: number;
}

export const list = z.array(z.unknown());
export const expanded = { expand: 'true' };

/** @param root the path below which Zammad stands */
export function openApi(http: Http, { root, clock }: { root: string; clock: Clock }): Api {
  async function get<T>(path: string, as: z.ZodType<T>, call: Call & { query?: Query }): Promise<Answer<T>> {
    const { body, headers } = await http.get(`${root}/api/v1/${path}`, { as, ...call });
    return { body, headers, at: serverTime(headers) ?? clock.now() };
  }
  return {
    get,
    rows: async (path, { query, ...call }) =>
      (await get(path, list, { query: { ...query, ...expanded }, ...call })).body,
  };
}
