import { UpstreamError } from '../../../errors.ts';

/** A service's word that the account has not bought something, or that these credentials may not read it. */
export function isNotConnected(error: unknown): boolean {
  return error instanceof UpstreamError && (error.reason === 'forbidden' || error.reason === 'not-found');
}

/** The pages of something an account may not have; none, and no failure, where it has not. */
export async function* whereConnected<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  try {
    yield* pages;
  } catch (error) {
    if (!isNotConnected(error)) throw error;
  }
}
