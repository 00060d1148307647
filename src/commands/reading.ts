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

/** What somebody typed, as a command; each command adds its own. */
export interface CommandReading {
  readonly kind: 'command';
  /** Of the command in the list. */
  readonly name: string;
  readonly corrections: readonly Correction[];
  /** Absent: where the answer shows is not the asker's choice. */
  readonly audience?: 'public' | 'private' | undefined;
  /** The zone asked for with `tz:`; periods are already in it. */
  readonly timezone?: string | undefined;
}

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

export type Reading = CommandReading | Ask | Failure;
