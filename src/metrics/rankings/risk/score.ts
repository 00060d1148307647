import { DAY } from '../../../calendar/units.ts';

import type { History } from './history.ts';
import { many, signals, type SignalId } from './signals.ts';

/** In log-odds, all but `renewal`, which multiplies the sum of the signals when a renewal is within 60 days. */
export type ChurnWeights = Readonly<Record<SignalId | 'base' | 'renewal', number>>;

/** A reason for the risk, or what raises it. */
export interface RiskPart {
  readonly id: SignalId | 'renewal';
  /** For a manager: `2 of 3 ratings bad`. */
  readonly words: string;
  /** The same in numbers: counts, days, and levels in 0–1. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Log-odds it adds. */
  readonly contribution: number;
}

const renewalSpan = 60 * DAY;

export const defaultWeights: ChurnWeights = {
  base: -3,
  renewal: 1.25,
  ...(Object.fromEntries(signals.map(({ id, weight }) => [id, weight])) as Record<SignalId, number>),
};

/** Risk from 0 to 100, a ranking and no probability; its parts, the heaviest first. Without parts nothing speaks for leaving. */
export function scoreRisk(
  history: History,
  { now, weights }: { now: number; weights: ChurnWeights },
): { risk: number; parts: RiskPart[] } {
  const parts: RiskPart[] = signals.flatMap(({ id, read }) => {
    const reading = read(history, now);
    if (!reading || weights[id] === 0) return [];
    const { strength, words, numbers } = reading;
    return [{ id, words, numbers, contribution: weights[id] * strength }];
  });
  const sum = total(parts);
  const renewal = renewalPart(history.renewal_at, { now, contribution: (weights.renewal - 1) * sum });
  if (renewal && sum > 0) parts.push(renewal);
  const risk = 100 / (1 + Math.exp(-(weights.base + total(parts))));
  return { risk, parts: parts.sort((one, other) => other.contribution - one.contribution) };
}

function renewalPart(
  renewalAt: number | null,
  { now, contribution }: { now: number; contribution: number },
): RiskPart | null {
  if (renewalAt === null || renewalAt > now + renewalSpan) return null;
  const days = Math.ceil((renewalAt - now) / DAY);
  return { id: 'renewal', words: `renewal in ${many(days, 'day')}`, numbers: { days }, contribution };
}

function total(parts: readonly RiskPart[]): number {
  return parts.reduce((sum, { contribution }) => sum + contribution, 0);
}
