/** Seconds between two messages to one conversation. */
const gap = 1;

export interface Pace {
  /** Take the conversation's turn. @returns 0, or the seconds to wait before asking again */
  take(conversation: string): number;
}

/**
 * One message a second to each conversation.
 * @param seconds a clock that never goes back
 */
export function openPace(seconds: () => number = () => performance.now() / 1000): Pace {
  const free = new Map<string, number>();
  return {
    take(conversation) {
      const now = seconds();
      for (const [other, at] of free) if (at <= now) free.delete(other);
      const wait = (free.get(conversation) ?? now) - now;
      if (wait <= 0) free.set(conversation, now + gap);
      return wait;
    },
  };
}
