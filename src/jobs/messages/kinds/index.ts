import type { MessageKind } from '../kind.ts';
import { digestMessage } from './digest.ts';
import { nudgeMessage } from './nudge.ts';

/** Every kind of message the outbox delivers. */
export const messageKinds: readonly MessageKind[] = [digestMessage, nudgeMessage];
