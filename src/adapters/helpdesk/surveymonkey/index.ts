import { UpstreamError, UserError } from '../../../errors.ts';
import type { Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { openDesk, openHttp, openPace, secondsNow, systemClock, type Clock } from '../kit/index.ts';
import { allowance, openApi } from './api.ts';
import { readWebhook } from './webhook.ts';
import { readResponse, surveys } from './responses.ts';
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
  const { name, token, region, url = addresses[region], questions, variables, webhook_secret: secret } = settings;
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
  const open = (signal: AbortSignal) => ({ api, scales, variables, clock, signal });
  return openDesk({
    name,
    kind: 'surveymonkey',
    title: 'SurveyMonkey',
    clock,
    streams: [surveys],
    open,
    readTicket: (response, signal) => readResponse(response, open(signal)),
    readWebhook:
      secret === undefined ? undefined : (request) => readWebhook(request, { secret, now: secondsNow(clock) }),
    // Two requests a survey, of the day's few.
    examination: (call) => ({
      async greet() {
        const { plan, headers } = await api.me(call);
        return { who: `a user of the plan ${plan}`, headers };
      },
      rights: (now) =>
        scales.surveys.flatMap((survey) => [
          { name: `questions of survey ${survey}`, ask: () => asUpstream(scales.of(survey, call.signal), service) },
          {
            name: `responses of survey ${survey}`,
            ask: () => api.responses(survey, { since: Math.floor(now / 1000) - 60, page: 1 }, call),
          },
        ]),
      allowances: (headers, now) => [...allowance(headers, 'minute', now), ...allowance(headers, 'day', now)],
    }),
  });
}

/** A question that the survey has not is one more thing that is not there. */
async function asUpstream(answer: Promise<unknown>, service: string): Promise<void> {
  try {
    await answer;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UpstreamError(service, error.message, { reason: 'not-found', cause: error });
  }
}
