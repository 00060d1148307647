import type { Period } from '../calendar/period.ts';

/** The words that are ours to choose: what there is to ask about. The grammar knows none of it by itself. */
export interface Vocabulary {
  readonly metrics: readonly {
    readonly id: string;
    readonly title: string;
    readonly aliases: readonly string[];
    /** Whether `over 3d` makes sense of it. */
    readonly takesAge?: boolean;
    /** Whether `hours:business` does. */
    readonly takesHours?: boolean;
  }[];
  readonly dimensions: readonly { readonly name: string; readonly aliases: readonly string[] }[];
  /** Names of commands that `help` can tell about. */
  readonly commands: readonly string[];
}

/** A word that was read as another; the answer says so. */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

/** Any of the values (or, negated, none of them) in the dimension `key`. The values are as typed: data, never trusted. */
export interface Filter {
  readonly key: string;
  readonly values: readonly string[];
  readonly isNegated: boolean;
}

/** What a question and most commands may carry. */
interface Asked {
  readonly filters: readonly Filter[];
  /** `top 5`: at most so many rows. */
  readonly limit?: number;
  /** Absent: where the answer shows is not the asker's choice. */
  readonly audience?: 'public' | 'private';
  /** The zone asked for with `tz:`; periods are already in it. */
  readonly timezone?: string;
  readonly corrections: readonly Correction[];
}

interface AskedOfPeriod extends Asked {
  /** Today so far where none was given. */
  readonly period: Period;
  readonly isPeriodGiven: boolean;
}

export interface Question extends AskedOfPeriod {
  readonly kind: 'question';
  readonly metric: string;
  /** Only what `vs` asked for; without it the previous comparable period is meant. Its label reads so after `vs` only. */
  readonly comparison?: Period;
  /** At most two dimensions. */
  readonly by: readonly string[];
  readonly statistic?: 'median' | 'p90';
  /** Durations in opening hours only. */
  readonly hours?: 'business';
  /** `over 3d`: only what is older, in seconds. */
  readonly minAgeSeconds?: number;
}

export interface Top extends AskedOfPeriod {
  readonly kind: 'command';
  readonly name: 'top';
}

export interface Risk extends Asked {
  readonly kind: 'command';
  readonly name: 'risk';
}

export interface SlaOutlook extends Omit<Asked, 'limit'> {
  readonly kind: 'command';
  readonly name: 'sla-outlook';
  /** Deadlines from now up to so many seconds ahead. */
  readonly withinSeconds: number;
}

interface Told {
  readonly kind: 'command';
  readonly corrections: readonly Correction[];
}

export type DefaultCard = Told & { readonly name: 'default-card' };
/** `topic` is a metric's id, a command's name or one of `helpTopics`. */
export type Help = Told & { readonly name: 'help'; readonly topic?: string };
export type List = Told & { readonly name: 'list'; readonly what: (typeof listed)[number] };
/** `metric` is a metric's id, or `churn-risk`, which is none. */
export type Explain = Told & { readonly name: 'explain'; readonly metric: string };

/** How the desks are read. */
export type Status = Told & { readonly name: 'status' };

export type Command = Top | Risk | SlaOutlook | DefaultCard | Status | Help | List | Explain;

export const listed = ['metrics', 'periods', 'dimensions'] as const;
export const helpTopics: readonly string[] = [...listed, 'filters'];

/** More than one reading is as good: the asker chooses. Each command is complete. */
export interface Ask {
  readonly kind: 'ask';
  readonly message: string;
  readonly choices: readonly { readonly label: string; readonly command: string }[];
}

export type FailureCode =
  | 'too-long'
  | 'unknown-metric'
  | 'unknown-dimension'
  | 'unknown-timezone'
  | 'too-many-dimensions'
  | 'bad-period'
  | 'no-data-yet'
  | 'not-available'
  | 'not-understood';

export interface Failure {
  readonly kind: 'failure';
  readonly code: FailureCode;
  /** What was expected, what came, what to do. It quotes the asker: escape it. */
  readonly message: string;
  /** Complete commands, nearest first. */
  readonly suggestions: readonly string[];
}

export type Reading = Question | Command | Ask | Failure;
