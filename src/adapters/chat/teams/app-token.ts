import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import { cloudOf } from './cloud.ts';
import { requestJson } from './request-json.ts';
import type { TeamsSettings } from './settings.ts';

const granted = z.object({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.coerce.number(),
});

/** Milliseconds before its end from which a token is no longer used. */
const margin = 5 * 60_000;

/** The app's bearer token for the connector. */
export interface AppToken {
  /**
   * A token held, or a new one from Microsoft's login.
   * @throws UpstreamError, never `unavailable`: without a token nothing can have been posted
   */
  get(): Promise<string>;
  /** Do not use this one again. */
  drop(token: string): void;
}

export function openAppToken(settings: TeamsSettings): AppToken {
  const { loginUrl, scope } = cloudOf(settings);
  let held: { token: string; until: number } | undefined;
  let asking: Promise<{ token: string; until: number }> | undefined;

  async function ask(): Promise<{ token: string; until: number }> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: settings.appId,
      client_secret: settings.appPassword,
      scope: scope.endsWith('/.default') ? scope : `${scope}/.default`,
    });
    const url = new URL(`${loginUrl.replace(/\/$/, '')}/oauth2/v2.0/token`);
    try {
      const answer = granted.parse(await requestJson(url, { action: 'asking for a token', method: 'POST', body }));
      return { token: answer.access_token, until: Date.now() + answer.expires_in * 1000 - margin };
    } catch (error) {
      throw certain(error);
    }
  }

  return {
    async get() {
      if (held && held.until > Date.now()) return held.token;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      held = await asking;
      return held.token;
    },
    drop(token) {
      if (held?.token === token) held = undefined;
    },
  };
}

/** Login answers 400 as well as 401 to a wrong secret, and whatever went wrong there, no message went out. */
function certain(error: unknown): UpstreamError {
  const failure = error instanceof UpstreamError ? error : undefined;
  const advice = 'Microsoft gave no token for the app; check MicrosoftAppId, MicrosoftAppPassword and the tenant';
  switch (failure?.reason) {
    case 'rate-limited':
      return failure;
    case 'unauthorized':
    case 'forbidden':
    case 'rejected':
    case 'not-found':
      return new UpstreamError('Teams', advice, { reason: 'unauthorized', cause: error });
    case 'unreachable':
    case 'unavailable':
    case undefined:
      return new UpstreamError('Teams', 'Microsoft’s login could not be reached', {
        reason: 'unreachable',
        cause: error,
      });
  }
}
