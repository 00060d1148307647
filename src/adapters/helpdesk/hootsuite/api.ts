import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Call, Http } from '../kit/http.ts';
import type { Pace } from '../kit/pace.ts';
import type { Token } from './token.ts';

/** Hootsuite's endpoints that are used here, of one organization. */
export interface Api {
  /** Ids of everybody in the organization; the list is given whole. */
  members(call: Call): Promise<{ rows: readonly unknown[]; headers: Headers }>;
  member(id: string, call: Call): Promise<unknown>;
  teams(call: Call): Promise<readonly unknown[]>;
  /** Ids of those in a team. */
  teamMembers(team: string, call: Call): Promise<readonly unknown[]>;
}

const list = z.object({ data: z.array(z.unknown()) });
const one = z.object({ data: z.unknown() });

export function openApi(options: { http: Http; token: Token; pace: Pace; organization: string }): Api {
  const { http, token, pace, organization } = options;
  const root = `/v1/organizations/${organization}`;

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
    async members(call) {
      const { body, headers } = await get(`${root}/members`, list, call);
      return { rows: body.data, headers };
    },
    member: async (id, call) => (await get(`/v1/members/${encodeURIComponent(id)}`, one, call)).body.data,
    teams: async (call) => (await get(`${root}/teams`, list, call)).body.data,
    teamMembers: async (team, call) =>
      (await get(`${root}/teams/${encodeURIComponent(team)}/members`, list, call)).body.data,
  };
}
