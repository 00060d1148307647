import type { Card } from '../../chat.ts';
import type { Message, Promised } from '../../store/outbox/messages.ts';
import type { Tools } from '../job.ts';

/** What becomes of a message that is due: it is sent with this card, seen again at an instant (epoch seconds), or given up. */
export type Prepared =
  | { readonly card: Card }
  | { readonly later: number; readonly reason: string }
  | { readonly dropped: string };

/** One kind of message; `About` is what one of them is about when it is planned. */
export interface MessageKind<About = unknown> {
  /** Stored with each message, and part of its key: it stays. */
  readonly name: string;
  /** What becomes of one that may have been posted, on a platform that cannot tell. A copy says that it is one. */
  readonly whenUncertain: 'resend-once' | 'give-up';
  /** Epoch seconds from which a message is of no use any more; undefined for never. */
  expiresAt(about: About): number | undefined;
  /** What is kept with the message until it is prepared. */
  subject?(about: About): unknown;
  /** Make it fresh, just before it is sent. */
  prepare(message: Message, tools: Tools): Promise<Prepared>;
}

/** A message as it is promised, for planMessages. */
export function messageOf<About>(
  kind: MessageKind<About>,
  { about, ...rest }: Pick<Promised, 'key' | 'to' | 'card'> & { about: About },
): Promised {
  return { ...rest, kind: kind.name, subject: kind.subject?.(about), expiresAt: kind.expiresAt(about) };
}
