import { baselineSpan, recentSpan } from './accounts.ts';

/**
 * How often something happened in 30 of the 90 days before the last 30, or of those of them since the customer started.
 * @returns null when the customer has fewer than 30 such days, too few to call anything usual
 */
export function usualAMonth(count: number, { since, now }: { since: number; now: number }): number | null {
  const end = now - recentSpan;
  const months = (end - Math.max(since, end - baselineSpan)) / recentSpan;
  return months < 1 ? null : count / months;
}
