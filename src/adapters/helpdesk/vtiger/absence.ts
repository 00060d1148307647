import { UpstreamError } from '../../../errors.ts';

/** Whether a failure says that the account has no such module, or its user no right to it: then it is not connected. */
export function isAbsent(error: unknown): boolean {
  return error instanceof UpstreamError && (error.reason === 'forbidden' || error.reason === 'not-found');
}
