import { isTimezone, zonesMeantBy } from '../../calendar/zone-name.ts';
import type { Word } from './words.ts';

export type Zoned =
  /** The words without `tz:`, and the zone it named. */
  { readonly words: readonly Word[]; readonly timezone: string | undefined } | { readonly problem: string };

/** Takes `tz:<zone>` out of a sentence: it changes what every date in it means. */
export function readTimezone(words: readonly Word[], current: string): Zoned {
  const isZone = (word: Word) => word.kind === 'pair' && word.key === 'tz' && !word.isNegated;
  const names = new Set(
    words.flatMap((word) => (word.kind === 'pair' && isZone(word) ? word.values.map(zoneName) : [])),
  );
  const [timezone, ...others] = names;
  const rest = words.filter((word) => !isZone(word));
  if (others.length > 0) return { problem: `One zone at a time, please; you named ${[...names].join(', ')}.` };
  if (timezone === undefined || isTimezone(timezone)) return { words: rest, timezone };
  const meant = zonesMeantBy(timezone);
  if (meant.length > 0) return { problem: `“${timezone}” may mean ${meant.join(' or ')}. Please name the zone so.` };
  return { problem: `I know no zone “${timezone}”. Zones are written like ${current} or America/New_York.` };
}

/** With its capitals, which are of no account but look better. */
function zoneName(typed: string): string {
  return Intl.supportedValuesOf('timeZone').find((name) => name.toLowerCase() === typed.toLowerCase()) ?? typed;
}
