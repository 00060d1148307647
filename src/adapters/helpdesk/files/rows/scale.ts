import { quote } from '../cells/reading.ts';
import type { Values } from './plausible.ts';
import type { Remark } from './remark.ts';

const greatestEnd = 1_000_000;
const npsLow = new Set([0, 1]);

/**
 * Leave empty the score of a survey that says nothing on its scale: outside it, or a scale that is missing, has no width or is
 * the other way round. NPS is asked on 0 to 10 or 1 to 10; the second keeps the cut of what was asked, and is one from 0.
 * @returns what is to be said; the values are changed
 */
export function checkScale(values: Values): Remark[] {
  const { score, scale_min: low, scale_max: high, kind } = values;
  if (typeof score !== 'number') return [];
  const said = (expected: string): Remark[] => {
    values['score'] = null;
    const ends = `${shown(low)} to ${shown(high)}`;
    return [
      {
        kind: `score: expected ${expected}; left empty`,
        text: `score: expected ${expected}, got ${quote(score)} on ${ends}; left empty`,
      },
    ];
  };
  if (typeof low !== 'number' || typeof high !== 'number') {
    return said('its scale in scale_min and scale_max');
  }
  if (low >= high) return said('a scale whose scale_min is less than its scale_max');
  if (Math.max(Math.abs(low), Math.abs(high)) > greatestEnd || high - low < 1 / greatestEnd)
    return said('a scale that can be');
  if (score < low || score > high) return said('a score on its scale');
  if (kind !== 'nps') return [];
  if (high !== 10 || !npsLow.has(low)) return said('NPS to be asked on 0 to 10, or on 1 to 10');
  values['scale_min'] = 0;
  return [];
}

function shown(end: unknown): string {
  return typeof end === 'number' ? String(end) : '?';
}
