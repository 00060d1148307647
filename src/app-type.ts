import type { Card, Chat, Platform, Request } from './chat.ts';
import type { Answered } from './commands/answer.ts';
import type { Config } from './config/index.ts';
import type { Helpdesk } from './helpdesk.ts';
import type { DigestSettings } from './jobs/settings.ts';
import type { Log } from './log.ts';
import type { Store } from './store/store.ts';

/** A mapping that files may be read with. */
export interface MapProposal {
  readonly yaml: string;
  /** The files it is for. */
  readonly files: readonly string[];
}

/** What the bot and the terminal have in common: a configuration, an open store, the desks, and answers. */
export interface App {
  readonly config: Config;
  readonly store: Store;
  readonly log: Log;
  /** Whole epoch seconds. */
  readonly now: () => number;
  /** Those configured, or the sample while there is no other. */
  readonly desks: readonly Helpdesk[];
  /** All there are, open or not. */
  readonly platforms: readonly Platform[];
  /** Where people are looked for, in this order. */
  readonly chats: readonly Chat[];
  readonly digests: readonly DigestSettings[];
  readonly answer: (request: Request, options?: { now?: number }) => Promise<Answered>;
  /** A card as text for a terminal so many columns wide, without a line break at the end. */
  readonly render: (card: Card, view: { width: number; isColor: boolean }) => string;
  /**
   * A folder of facts, or one file, as a desk; `map` is the path of a mapping.
   * @throws UserError for a mapping that cannot be used
   */
  readonly openFiles: (name: string, where: { path: string; map?: string | undefined }) => Promise<Helpdesk>;
  /**
   * A mapping for files that are no tables of ours; undefined where all there is to read is known.
   * @throws UserError for a file that cannot be read
   */
  readonly proposeMap: (path: string) => Promise<MapProposal | undefined>;
  readonly openSample: (size: { tickets: number; seed: number }) => Helpdesk;
}
