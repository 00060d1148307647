import { UpstreamError, UserError } from '../../../errors.ts';
import type { Check } from '../../../helpdesk.ts';
import { examine } from '../kit/checks.ts';
import type { Clock } from '../kit/clock.ts';
import type { Call } from '../kit/http.ts';
import { allowance } from './allowances.ts';
import type { Api } from './api.ts';
import type { Scales } from './scales.ts';

/** Asks once for everything a sync needs; two requests a survey, of the day's few. */
export async function check({
  service,
  api,
  scales,
  clock,
}: {
  service: string;
  api: Api;
  scales: Scales;
  clock: Clock;
}): Promise<readonly Check[]> {
  const call: Call = { signal: new AbortController().signal, tries: 1 };
  return await examine({
    service: 'SurveyMonkey',
    clock,
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
