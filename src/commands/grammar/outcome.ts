import type { CommandReading, FailureCode } from '../reading.ts';
import type { Word } from './words.ts';

/** Another way to say it, which may or may not be understood. */
export interface Alternative {
  readonly label: string;
  readonly words: readonly Word[];
}

export interface Unresolved {
  readonly kind: 'unresolved';
  /** `ask` where all alternatives are as good, and one of them is what was meant. */
  readonly code: FailureCode | 'ask';
  readonly message: string;
  /** Nearest first; to be worked out only where they are shown. */
  readonly alternatives: () => readonly Alternative[];
  /** Places of words that mean nothing where they stand; empty when something else is wrong. */
  readonly unknown: readonly number[];
}

export type Outcome = { readonly kind: 'read'; readonly reading: CommandReading } | Unresolved;

export function unresolved(
  code: Unresolved['code'],
  message: string,
  { alternatives = () => [], unknown = [] }: Partial<Pick<Unresolved, 'alternatives' | 'unknown'>> = {},
): Unresolved {
  return { kind: 'unresolved', code, message, alternatives, unknown };
}

/** As typed, but for the spaces. */
export function textOf(words: readonly Word[]): string {
  const text = words.map(({ text }) => text).join(' ');
  return text.replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}
