import { z } from 'zod';

/** What SurveyMonkey's rows are made of. */
export const id = z.string().min(1);

/** Epoch seconds as filters want them: in UTC, without saying so. */
export function timeText(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 19);
}
