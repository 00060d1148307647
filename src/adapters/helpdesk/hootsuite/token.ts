import { z } from 'zod';
import type { Call, Clock, Http } from '../kit/index.ts';

/** Given back before it ends, so that no request meets its last second. */
const marginSeconds = 60;

const granted = z.object({ access_token: z.string().min(1), expires_in: z.int().min(1) });

/** The access token of an app. It is asked for with the app's own credentials whenever one is needed: nothing has to be kept. */
export interface Token {
  /** As the last one granted; '' before the first. */
  readonly header: () => string;
  /** See to it that there is one that holds. */
  renew(call: Call): Promise<void>;
  /** The service has refused it before its time. */
  drop(): void;
}

/** @param http that sends the app's credentials */
export function openToken({ http, organization, clock }: { http: Http; organization: string; clock: Clock }): Token {
  let token = '';
  let endsAt = 0;
  return {
    header: () => `Bearer ${token}`,
    async renew(call) {
      if (clock.now() < endsAt) return;
      const asked = { grant_type: 'organization_app', organization_id: organization };
      const { body } = await http.post('/oauth2/token', { form: asked }, { as: granted, ...call });
      token = body.access_token;
      endsAt = clock.now() + Math.max(0, body.expires_in - marginSeconds) * 1000;
    },
    drop() {
      endsAt = 0;
    },
  };
}
