import type { Receiver } from '@slack/bolt';

/** A way on which Slack reaches us: requests over HTTP, or a socket we open. */
export interface Line {
  readonly receiver: Receiver;
  start(): Promise<void>;
  stop(): Promise<void>;
}
