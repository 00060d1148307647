import type { Address } from '../../../chat.ts';
import type { SlackMessage } from './block.ts';

/** A command, a mention, a message or a button press, with its way back. */
export interface Asked {
  /** Slack's own: the same for each delivery of one and the same thing. */
  readonly id: string;
  readonly user: string;
  readonly text: string;
  /** False for a button: its text is a command of ours, not something typed. */
  readonly isTyped: boolean;
  readonly place: Address;
  readonly isDirect: boolean;
  /** @throws UpstreamError */
  reply(message: SlackMessage, isPublic: boolean): Promise<void>;
}
