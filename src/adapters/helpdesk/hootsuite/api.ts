import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Call, Http, Pace } from '../kit/index.ts';
import type { Token } from './token.ts';

/** Hootsuite's API; each call asks once. */
export interface Api {
  /** A list of one organization, given whole. */
  list(path: string, call: Call): Promise<{ rows: readonly unknown[]; headers: Headers }>;
  /** Something by its id. */
  one(path: string, call: Call): Promise<unknown>;
}

const list = z.object({ data: z.array(z.unknown()) });
const one = z.object({ data: z.unknown() });

export function openApi(options: { http: Http; token: Token; pace: Pace; organization: string }): Api {
  const { http, token, pace, organization } = options;

  async function get<T>(path: string, as: z.ZodType<T>, call: Call) {
    await token.renew(call);
    try {
      return await http.get(path, { as, pace, ...call });
    } catch (error) {
      if (!(error instanceof UpstreamError && error.reason === 'unauthorized')) throw error;
      token.drop();
      await token.renew(call);
      return await http.get(path, { as, pace, ...call });
    }
  }

  return {
    async list(path, call) {
      const { body, headers } = await get(`/v1/organizations/${organization}/${path}`, list, call);
      return { rows: body.data, headers };
    },
    one: async (path, call) => (await get(`/v1/${path}`, one, call)).body.data,
  };
}

const failed = z.object({ data: z.null().optional(), errors: z.array(z.object({ code: z.int() })).min(1) });

/** Too many requests, by the account or by the app. */
const tooMany = new Set([1004, 1043]);

/** The failure that an answer with a status of success carries instead of its data. */
export function failureIn(service: string): (json: unknown, path: string) => UpstreamError | undefined {
  return (json, path) => {
    const codes = failed.safeParse(json).data?.errors.map(({ code }) => code);
    if (codes === undefined) return undefined;
    const reason = codes.some((code) => tooMany.has(code)) ? 'rate-limited' : 'unavailable';
    return new UpstreamError(service, `${path} answered with the errors ${codes.join(', ')} and no data.`, { reason });
  };
}
