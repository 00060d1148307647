import { stat } from 'node:fs/promises';
import { explainFileError, unreadable } from '../unreadable.ts';

/**
 * Refuse what is no regular file: a pipe or a device may never end.
 * @throws UserError
 */
export async function checkRegular(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => explainFileError(path, error));
  if (found.isDirectory()) throw unreadable(path, 'it is a folder; give a file');
  if (!found.isFile())
    throw unreadable(path, 'it is no regular file; give one that can be read from its beginning to its end');
}
