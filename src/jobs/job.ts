import type { z } from 'zod';
import type { Weekday } from '../calendar/wall.ts';
import type { Chat } from '../chat.ts';
import type { Helpdesk } from '../helpdesk.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Section } from './digest/section.ts';
import type { DigestSettings, NudgeSettings } from './settings.ts';
import type { ServiceLevels } from './sla/levels.ts';

/** A desk and how often it is read. */
export interface SyncedDesk {
  readonly helpdesk: Helpdesk;
  /** Seconds from the start of one sync to the start of the next. */
  readonly everySeconds: number;
}

/** Where a delivery stands; a test of crashes stops the program at each. */
export type Step = 'digest-built' | 'planned' | 'sending' | 'posted' | 'sent';

/** What the program gives its jobs. */
export interface Setup {
  readonly store: Store;
  /** In the order in which a person is looked for. */
  readonly chats: readonly Chat[];
  readonly desks: readonly SyncedDesk[];
  readonly digests: readonly DigestSettings[];
  readonly nudges: NudgeSettings;
  readonly levels: ServiceLevels;
  readonly sections: readonly Section[];
  /** IANA zone of the workspace. */
  readonly timezone: string;
  readonly weekStart: Weekday;
  /** Whole epoch seconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** What jobs work with. */
export interface Tools extends Setup {
  /** Called at each step of a delivery. */
  readonly at: (step: Step) => void;
  readonly patience: Patience;
  /** Aborted when the program stops. */
  readonly signal: AbortSignal;
  /** Wake another job. Waking the same `id` while it waits or runs changes nothing. */
  readonly wake: (name: string, data: unknown, options?: { id?: string; delaySeconds?: number }) => Promise<void>;
  readonly syncs: Syncs;
  /** Agents no chat knows, `desk agent` → epoch seconds until which they are not looked up again. */
  readonly unlocated: Map<string, number>;
}

/** Seconds that a chat has for one attempt at posting. */
export interface Patience {
  readonly sending: number;
  /** Once the program stops. */
  readonly stopping: number;
}

/** The syncs of this process, by desk. */
export interface Syncs {
  /** Rows written so far by each sync under way. */
  readonly running: Map<string, number>;
  /** Epoch seconds before which a service asked not to be asked again. */
  readonly notBefore: Map<string, number>;
}

/** One kind of work. Safe to run twice, at once and after a crash at any point: the store knows what is done. */
export interface Job<Data = unknown> {
  readonly name: string;
  /** Seconds between two turns of one that is done over and over, with no data, and at the start. */
  readonly everySeconds?: number;
  /** How many run at once in a process. */
  readonly concurrency: number;
  readonly data: z.ZodType<Data>;
  run(data: Data, tools: Tools): Promise<void>;
}
