import type { Address, Card } from '../chat.ts';
import type { Log } from '../log.ts';
import type { Weekday } from '../calendar/wall.ts';
import type { Context } from '../metrics/answer/context.ts';
import type { Reader } from '../store/store.ts';
import type { Asker, Audience, Member, Role } from './asker.ts';
import type { Syntax } from './grammar/grammar.ts';
import type { CommandReading } from './reading.ts';

/** A value to reach: `>= 90`. Durations in seconds. */
export interface Goal {
  readonly op: '>=' | '<=' | '>' | '<';
  readonly value: number;
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

/** What a command answers with: all that is known of the one who asks, and what is looked up for this answer. */
export interface CommandContext extends Context {
  readonly tools: Tools;
  readonly asker: Asker;
  readonly audience: Audience;
  readonly now: number;
  readonly timezone: string;
  /** All there are, in the order people see. */
  readonly commands: readonly Command[];
  /** What a button runs. */
  readonly toText: (reading: CommandReading) => string;
}

export interface Output {
  readonly card: Card;
  /** The answer for programs: what `--json` prints. */
  readonly data: unknown;
}

/** Something people may ask for: how it is read, who may, what `help` says of it, and what it does. */
export type Command<Reading extends CommandReading = CommandReading> = Syntax<Reading> & {
  readonly usage: string;
  readonly summary: string;
  /** The least that may use it. */
  readonly role: Role | 'guest';
  run(reading: Reading, context: CommandContext): Promise<Output>;
};

export function defineCommand<Reading extends CommandReading>(command: Command<Reading>): Command<Reading> {
  return command;
}
