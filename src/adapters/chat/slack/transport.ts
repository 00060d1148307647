import type { Receiver } from '@slack/bolt';

/** How Slack reaches us: requests over HTTP, or a socket we open. */
export interface Transport {
  readonly receiver: Receiver;
  start(): Promise<void>;
  stop(): Promise<void>;
}
