import type { z } from 'zod';
import { expected, expectedNames } from './expected.ts';
import type { Problem } from './problem.ts';

type Path = readonly PropertyKey[];

/** Where settings come from. */
export interface Origin {
  /** Where a setting stands, or would stand. */
  readonly place: (path: Path) => string;
  /** Where a setting that nobody knows stands. */
  readonly placeOfName: (path: Path) => string;
  /** What was written there, before variables were filled in. */
  readonly written: (path: Path) => unknown;
}

const longest = 60;

/** @returns the settings, or undefined after adding all that is wrong with them to the problems */
export function check<Output>(
  type: z.ZodType<Output>,
  value: unknown,
  { problems, ...origin }: Origin & { problems: Problem[] },
): Output | undefined {
  const result = type.safeParse(value, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? expectedNames(issue) : expected(issue)),
  });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        problems.push({ place: origin.placeOfName([...issue.path, key]), message: `unknown setting${issue.message}` });
      }
    } else {
      problems.push({ place: origin.place(issue.path), message: sentence(issue, origin.written(issue.path)) });
    }
  }
  return undefined;
}

function sentence({ message, path }: { message: string; path: Path }, written: unknown): string {
  const expectation = message.replace(/\.$/, '');
  if (written === undefined || /\bgot "/.test(message) || isSecret(path, written)) return expectation;
  return `${expectation}${expectation.startsWith('expected ') ? ',' : ';'} got ${show(written)}`;
}

/** Tokens, passwords, addresses that hold one, and a whole file. */
function isSecret(path: Path, written: unknown): boolean {
  if (path.length === 0 || path.some((step) => /token|secret|password/i.test(String(step)))) return true;
  return typeof written === 'string' && /:\/\/[^/]*@/.test(written);
}

function show(written: unknown): string {
  if (written === null) return 'nothing';
  if (Array.isArray(written)) return written.length === 0 ? 'none' : 'a list';
  if (typeof written === 'object') return 'settings';
  const text = JSON.stringify(written);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
