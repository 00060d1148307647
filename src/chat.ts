/**
 * Vocabulary of the chat side. Adapters turn a platform's payload into a {@link Request} and a {@link Card} into a
 * platform's message; nobody else knows a platform. Every string in a card is data: renderers escape it.
 */
import type { Check } from './helpdesk.ts';

export type { Check };

/** Where a message goes: a channel, a group or a direct conversation, by the platform's own id. */
export interface Address {
  readonly platform: string;
  readonly conversation: string;
  /** Message to answer under, where the platform has threads. */
  readonly thread?: string;
}

/** Characters of a text that are read; a longer one is refused. */
export const longestText = 500;

/** Who typed. `email` links a chat person to `people` in the configuration; absent when the platform did not tell. */
export interface Person {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  /** IANA zone of the person's profile. */
  readonly timezone?: string;
  /** True only for whoever runs the program, on their own machine: the terminal, and the playground unless told otherwise. */
  readonly isOwner?: boolean;
}

/** One thing somebody asked, whatever the platform. */
export interface Request {
  /** Unique for each time of asking, for logs. */
  readonly id: string;
  readonly place: Address;
  /** True where only the asker reads along, as in a personal chat. */
  readonly isDirect: boolean;
  /**
   * Whether people of other organisations read along in this place; true where that cannot be told. Absent where only one's
   * own people can. Asked only where it matters, since it may have to be looked up.
   */
  readonly hasOutsiders?: () => Promise<boolean>;
  readonly from: Person;
  /**
   * What was typed after the bot's name, with the platform's escapes decoded. A mention of a person stands in it as
   * `@ana@example.com` (or `@"Ana Ray"` when the e-mail is not known), a channel's as its id.
   */
  readonly text: string;
}

export interface Reply {
  readonly card: Card;
  /** False: only the asker may see it (ephemeral). Where a platform has no private answer in a channel, see its adapter. */
  readonly isPublic: boolean;
}

/** Never rejects for a user's mistake: that is a card as well. */
export type Answer = (request: Request) => Promise<Reply>;

export interface Button {
  readonly label: string;
  /** Run as if the presser had typed it after `/kpi`. */
  readonly command: string;
}

export type Tone = 'better' | 'worse' | 'same' | 'plain';

export type Block =
  /** The answer in words, first in the card. The tone is also in the words: never colour alone. */
  | { readonly type: 'finding'; readonly text: string; readonly tone: Tone }
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'facts'; readonly facts: readonly { readonly label: string; readonly value: string }[] }
  | {
      readonly type: 'table';
      readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly type: 'chart';
      readonly style: 'line' | 'bar';
      readonly title: string;
      readonly labels: readonly string[];
      readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
      /** What the numbers are, such as `%` or `minutes`. */
      readonly unit: string;
      /** The chart in words, for those who do not see it. */
      readonly alt: string;
    }
  | {
      readonly type: 'items';
      readonly isOrdered: boolean;
      readonly items: readonly { readonly title: string; readonly detail: string; readonly url?: string }[];
    }
  | { readonly type: 'buttons'; readonly buttons: readonly Button[] }
  /** Small print: dates, zone, filters, data age. */
  | { readonly type: 'footer'; readonly lines: readonly string[] };

/** One platform-neutral message. */
export interface Card {
  /** The message in one plain line: notifications, screen readers, and clients that cannot show the rest. */
  readonly summary: string;
  readonly blocks: readonly Block[];
}

/** What a chat adapter may keep between runs (a Teams conversation to write to later). Keys are the adapter's own. */
export interface Memory {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** What others may know of a chat platform, open or not. */
export interface Platform {
  /** As in an {@link Address}, and as its part of deskpulse.yaml is called. */
  readonly name: string;
  readonly title: string;
  /** What has to be set for it, in words for `doctor`. */
  readonly needs: string;
  /** Of a platform for this machine only, where whoever reaches it is taken for its owner. */
  readonly local?: {
    /** `on` or `off`; unset, the platform is open while no other is. */
    readonly variable: string;
    /** The channel for a first digest. */
    readonly channel: string;
  };
}

/** A chat platform, as everyone else sees it. Disposing it stops receiving and waits for answers under way. */
export interface Chat extends AsyncDisposable {
  readonly platform: string;
  /** Begin to receive. Requests that come before this are refused. */
  start(answer: Answer): Promise<void>;
  /**
   * Post a card with exactly one HTTP attempt of at most 10 s and no retry of any kind, once it is its turn where a platform
   * limits the pace (at most 10 s from now, else it is refused as `rate-limited`); `key` goes with the message as
   * metadata where the platform can carry it.
   * @returns the platform's id of the message
   * @throws UpstreamError — `unavailable` means the card may have been posted, every other reason that it was not.
   */
  send(to: Address, card: Card, key: string): Promise<string>;
  /**
   * Look for a message sent with `key` since an instant (epoch seconds), where the platform can tell.
   * @returns its id, or undefined when the whole time since was looked through without it
   * @throws UpstreamError when it could not look
   */
  find?(to: Address, key: string, since: number): Promise<string | undefined>;
  /**
   * Whether people of other organisations read along in a channel, where a platform has such channels.
   * @throws UpstreamError when it cannot be told
   */
  hasOutsiders?(place: Address): Promise<boolean>;
  /** The direct conversation with a person, or undefined when the platform does not know them. */
  locate(email: string): Promise<Address | undefined>;
  /** Whether the credentials are accepted, for `doctor`. Works without a start; never rejects for the service's faults. */
  check(): Promise<readonly Check[]>;
}
