import type { Address, Card } from '../chat.ts';
import type { Log } from '../log.ts';
import type { Weekday } from '../calendar/wall.ts';
import type { Reader } from '../store/store.ts';
import type { Asker, Role } from './asker.ts';
import type { Audience } from './audience.ts';
import type { Command as CommandReading, Question } from './reading.ts';

/** A value to reach: `>= 90`. Durations in seconds. */
export interface Goal {
  readonly op: '>=' | '<=' | '>' | '<';
  readonly value: number;
}

/** Somebody who may ask, from the configuration. */
export interface Member {
  readonly email: string;
  readonly role: Role;
  readonly team?: string | undefined;
  /** How the helpdesk knows them, when not by the same e-mail: another e-mail, a name or an id. */
  readonly agent?: string | undefined;
}

/** What answering works with. */
export interface Tools {
  readonly store: Reader;
  readonly people: readonly Member[];
  /** `off` names nobody to anybody. */
  readonly individuals: 'on' | 'off';
  /** Channels that may see figures about named agents. */
  readonly allowed: readonly Address[];
  readonly goals: Readonly<Record<string, Goal>>;
  /** IANA zone of the workspace. */
  readonly timezone: string;
  readonly weekStart: Weekday;
  /** Whole epoch seconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** One asking, after it was understood. */
export interface Call {
  readonly tools: Tools;
  readonly asker: Asker;
  readonly audience: Audience;
  readonly now: number;
  readonly timezone: string;
}

export interface Output {
  readonly card: Card;
  /** The answer for programs: what `--json` prints. */
  readonly data: unknown;
}

export type CommandName = CommandReading['name'] | 'metric';
export type ReadingOf<Name extends CommandName> = Name extends 'metric'
  ? Question
  : Extract<CommandReading, { name: Name }>;

/** Something people may say. */
export interface Command<Name extends CommandName = CommandName> {
  readonly name: Name;
  readonly run: (reading: ReadingOf<Name>, call: Call) => Promise<Output>;
}
