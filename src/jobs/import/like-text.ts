import { formatCount } from '../../metrics/present/format.ts';
import type { Like } from './tally.ts';

/** Remarks of one kind as a line: `tickets.csv line 3: …`, or `tickets.csv, 1,800 rows (lines 3, 4, 5 …): …`. */
export function likeText({ file, reason, count, lines }: Like): string {
  const [only] = lines;
  if (only === undefined)
    return count === 1 ? `${file}: ${reason}` : `${file}, ${formatCount(count, 'time')}: ${reason}`;
  if (count === 1) return `${file} line ${only}: ${reason}`;
  const more = count > lines.length ? ' …' : '';
  return `${file}, ${formatCount(count, 'row')} (lines ${lines.join(', ')}${more}): ${reason}`;
}
