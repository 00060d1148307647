import { createHash } from 'node:crypto';
import type { Address } from '../../chat.ts';

/** The name under which one message to one target is promised once: the same parts give the same key, in every process. */
export function messageKey(kind: string, { to, parts }: { to: Address; parts: readonly string[] }): string {
  const text = JSON.stringify([kind, to.platform, to.conversation, to.thread ?? null, ...parts]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
