import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { systemClock, type Clock } from '../kit/clock.ts';
import { openHttp } from '../kit/http.ts';
import { openPace } from '../kit/pace.ts';
import { readStreams } from '../kit/streams.ts';
import { allowance } from './allowances.ts';
import { openApi } from './api.ts';
import { check } from './check.ts';
import { readWebhook } from './webhook.ts';
import { readPosition } from './position.ts';
import { readResponse } from './read-response.ts';
import { responsePages } from './response-pages.ts';
import { openScales } from './scales.ts';
import type { SurveymonkeySettings } from './settings.ts';

const addresses = {
  us: 'https://api.surveymonkey.com',
  eu: 'https://api.eu.surveymonkey.com',
  ca: 'https://api.surveymonkey.ca',
};

/** Of the 120 a minute that an app has. */
const requestsPerMinute = 108;

/** One SurveyMonkey account: the answers to the questions that the configuration names. */
export function openSurveymonkey(
  settings: SurveymonkeySettings,
  { log, clock = systemClock }: { log: Log; clock?: Clock },
): Helpdesk {
  const { name, token, region, url = addresses[region], questions, variables, webhook_secret } = settings;
  const service = `SurveyMonkey (${name})`;
  const http = openHttp({
    service,
    origin: new URL(url).origin,
    headers: { authorization: `bearer ${token}` },
    advice: {
      unauthorized: `Check the token of the desk "${name}": it is the access token of your app, and may have been revoked.`,
      forbidden: `The desk "${name}" needs an app with the scopes View Users, View Surveys, View Responses and View Response Details, a plan that has them, and the account's own region.`,
    },
    log,
    clock,
    allowances: (headers, now) => allowance(headers, 'minute', now),
  });
  const pace = openPace({ limit: requestsPerMinute, windowMs: 60_000, clock });
  const api = openApi({ service, http, pace, clock });
  const scales = openScales(questions, { api, clock });
  const tools = (signal: AbortSignal) => ({ api, scales, variables, clock, signal });
  return {
    name,
    kind: 'surveymonkey',
    pull: (cursor, signal) =>
      readStreams([responsePages], {
        begin: () => readPosition(cursor, name),
        open: () => tools(signal),
        signal,
      }),
    check: () => check({ service, api, scales, clock }),
    readTicket: (response, signal) => readResponse(response, tools(signal)),
    ...(webhook_secret !== undefined && {
      readWebhook: (request) => readWebhook(request, { secret: webhook_secret, now: Math.floor(clock.now() / 1000) }),
    }),
  };
}
