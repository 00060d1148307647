import type { Priority } from './arrival.ts';
import { hour } from './hours.ts';

/** What the sample's team promises, in working seconds. The round-the-clock team's are whole days, see `closePriority`. */
export const policy: Readonly<Record<Priority, { readonly firstReply: number; readonly resolution: number }>> = {
  urgent: { firstReply: hour, resolution: 12 * hour },
  high: { firstReply: 4 * hour, resolution: 24 * hour },
  normal: { firstReply: 8 * hour, resolution: 48 * hour },
  low: { firstReply: 16 * hour, resolution: 72 * hour },
};
