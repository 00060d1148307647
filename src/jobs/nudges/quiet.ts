import { quietUntil } from '../../calendar/quiet.ts';
import type { Tools } from '../job.ts';

/** When the quiet hours of now end (epoch seconds), or undefined when agents may be written to. */
export function quietEnd({ nudges, timezone, now }: Tools): number | undefined {
  return nudges.quiet === undefined ? undefined : quietUntil({ quiet: nudges.quiet, timezone }, now());
}
