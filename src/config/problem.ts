import { UserError } from '../errors.ts';

export interface Problem {
  /** Where to mend it: a variable's name, or file:line:column and the setting's path. */
  readonly place: string;
  readonly message: string;
}

/** All of them in one answer; of several at one place, the first. */
export function report(problems: readonly Problem[]): UserError {
  const first = new Map<string, string>();
  for (const { place, message } of problems) if (!first.has(place)) first.set(place, message);
  const lines = [...first].map(([place, message]) => `  ${place}: ${message}`);
  const count = lines.length === 1 ? 'one problem' : `${lines.length} problems`;
  return new UserError('bad-config', `The configuration has ${count}:\n${lines.join('\n')}`);
}
