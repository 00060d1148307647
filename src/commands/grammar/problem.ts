import type { FailureCode } from '../reading.ts';

/** Words that are understood but cannot be answered as they stand. */
export type Problem =
  /** Each option stands for the words in question. */
  | { readonly kind: 'ask'; readonly message: string; readonly options: readonly { label: string; text: string }[] }
  /** What could stand instead of the words in question; nothing where it is best to leave them out. */
  | {
      readonly kind: 'failure';
      readonly code: FailureCode;
      readonly message: string;
      readonly instead: readonly string[];
    };

export function failure(code: FailureCode, message: string, instead: readonly string[] = []): Problem {
  return { kind: 'failure', code, message, instead };
}
