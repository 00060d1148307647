import type { Weekday } from '../../calendar/wall.ts';
import type { Block } from '../../chat.ts';
import type { Context } from '../../metrics/answer/context.ts';

/** What a section may build on. */
export interface SectionContext extends Context {
  /** Epoch seconds: the figures are as of this moment. */
  readonly now: number;
  /** Local date the digest is for, `YYYY-MM-DD`. */
  readonly date: string;
  /** IANA zone of the digest. */
  readonly timezone: string;
  readonly weekStart: Weekday;
  /** Whether agents may be named: only one's own people read the digest. */
  readonly areAgentsNamed: boolean;
  /** Only this team, only this desk. */
  readonly team: string | undefined;
  readonly desk: string | undefined;
}

/** One part of a digest. Its name is what `sections` lists in the configuration. */
export interface Section {
  readonly name: string;
  /** @returns its blocks, a heading first, or undefined when there is nothing to say */
  build(context: SectionContext): Promise<readonly Block[] | undefined>;
}
