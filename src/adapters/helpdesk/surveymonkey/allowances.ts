import { allowanceNamed, type Allowance } from '../kit/rate-limit.ts';

/** What SurveyMonkey's headers say is left for this minute, or this day. */
export function allowance(headers: Headers, window: 'minute' | 'day', now: number): Allowance[] {
  const prefix = `x-ratelimit-app-global-${window}`;
  const names = { remaining: `${prefix}-remaining`, limit: `${prefix}-limit`, reset: `${prefix}-reset` };
  return allowanceNamed(headers, names, now);
}
