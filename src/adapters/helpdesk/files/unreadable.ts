import { basename } from 'node:path';
import { UserError } from '../../../errors.ts';

const advice: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist; check the path',
  ENOTDIR: 'it does not exist; check the path',
  EACCES: 'its permissions forbid it; allow this user to read it',
  EPERM: 'its permissions forbid it; allow this user to read it',
  EISDIR: 'it is a folder; give a file',
};

/** A file nothing can be loaded from, as the answer to whoever named it. */
export function unreadable(path: string, reason: string): UserError {
  return new UserError('unreadable-file', `${basename(path)} cannot be read: ${reason}.`);
}

/** What the file system refused, as advice; anything else is thrown on as it came. */
export function explainFileError(path: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = advice[code];
  throw reason === undefined ? error : unreadable(path, reason);
}
