import { EventEmitter } from 'node:events';
import type { Keys } from './keys.ts';

export interface FakePerson {
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  readonly email?: string;
  readonly userPrincipalName: string;
  /** Their own, when it is not the made-up one. */
  readonly tenantId?: string;
}

export interface FakeConversation {
  readonly id: string;
  readonly type: 'personal' | 'groupChat' | 'channel';
  /** The team that a channel is in. */
  readonly team?: string;
  /** Whether people of other tenants are in it too. */
  readonly isShared?: true;
}

/** A message of the bot's. */
export interface Arrived {
  readonly id: string;
  readonly conversation: string;
  readonly thread: string | undefined;
  readonly text?: string | undefined;
  readonly summary?: string | undefined;
  readonly attachments?: readonly { readonly content: Readonly<Record<string, unknown>> }[] | undefined;
}

/** What there is in a made-up tenant. */
export interface TeamsState {
  readonly origin: string;
  readonly tenant: string;
  /** The tenant whose login gives out tokens. */
  readonly loginTenant: string;
  readonly appId: string;
  readonly appPassword: string;
  readonly keys: Keys;
  readonly people: readonly FakePerson[];
  readonly conversations: Map<string, FakeConversation>;
  /** Ids of conversations and teams whose members the bot may read. */
  readonly rosters: Set<string>;
  /** Bearer tokens that are good. */
  readonly tokens: Set<string>;
  readonly arrivals: Arrived[];
  /** Emits `arrived`. */
  readonly events: EventEmitter;
  /** Requests for what does not exist. */
  readonly unknown: string[];
  isInstalled(conversation: string): boolean;
  personalOf(person: string): string;
  /** @returns the new message's id */
  arrive(message: Omit<Arrived, 'id'>): string;
}

type Given = Pick<TeamsState, 'origin' | 'tenant' | 'loginTenant' | 'appId' | 'appPassword' | 'keys' | 'people'>;

export function openTeamsState(given: Given): TeamsState {
  const conversations = new Map<string, FakeConversation>();
  const rosters = new Set<string>();
  const arrivals: Arrived[] = [];
  const events = new EventEmitter();

  return {
    ...given,
    conversations,
    rosters,
    arrivals,
    events,
    tokens: new Set(),
    unknown: [],
    isInstalled(conversation) {
      return rosters.has(conversation);
    },
    personalOf(person) {
      return `a:personal-${person}`;
    },
    arrive(message) {
      const id = String(1_700_000_000_000 + arrivals.length);
      arrivals.push({ id, ...message });
      events.emit('arrived');
      return id;
    },
  };
}
