import { WebAPIRequestError, WebClient } from '@slack/web-api';
import type { WebClientOptions } from '@slack/web-api';
import { z } from 'zod';

import { UpstreamError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import { broken, failed, refused } from './refusal.ts';
import { sdkLog } from './sdk-log.ts';
import type { SlackSettings } from './settings.ts';

/**
 * One call of Slack's Web API: exactly one HTTP request of at most 10 s, never repeated.
 * @throws UpstreamError for everything but `ok: true`
 */
export type CallSlack = <T>(ask: (client: WebClient) => Promise<T>) => Promise<T>;

const answer = z.discriminatedUnion('ok', [
  z.looseObject({ ok: z.literal(true) }),
  z.looseObject({ ok: z.literal(false), error: z.string() }),
]);

export function openWebApi(settings: SlackSettings, log: Log): CallSlack {
  const client = new WebClient(settings.botToken, webApiOptions(settings, log));
  return async (ask) => {
    try {
      return await ask(client);
    } catch (error) {
      if (!(error instanceof WebAPIRequestError)) throw error;
      if (error.original instanceof UpstreamError) throw error.original;
      throw broken('the Web API', error.original);
    }
  };
}

/** Slack's client as we want it everywhere: no retries, no waiting, a time limit. */
export function webApiOptions({ apiUrl }: SlackSettings, log: Log): WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    logger: sdkLog(log),
    fetch: fetchChecked,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
}

/**
 * Turns what the client would read wrongly into errors: it takes a broken body for a refusal, waits without a limit for
 * a body that never ends, and knows no 429 without Retry-After.
 */
async function fetchChecked(...[url, init]: Parameters<typeof fetch>): Promise<Response> {
  const method =
    String(url instanceof Request ? url.url : url)
      .split('/')
      .at(-1) ?? 'the Web API';
  const response = await fetch(url, init);
  const body = await response.text();
  if (response.status !== 200) throw failed(method, response);
  const result = answer.safeParse(readJson(method, body));
  if (!result.success) throw broken(method, result.error);
  if (!result.data.ok) throw refused(method, result.data.error);
  return new Response(body, { headers: response.headers });
}

function readJson(method: string, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own error quotes the body, which may hold a message and would be logged.
    throw broken(method, new SyntaxError('the body is not JSON'));
  }
}
