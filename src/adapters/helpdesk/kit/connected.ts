import { UpstreamError } from '../../../errors.ts';

/** A service's word that the account has not bought something, or that these credentials may not read it; or that it is gone. */
export function isNotConnected(error: unknown): boolean {
  return error instanceof UpstreamError && (error.reason === 'forbidden' || error.reason === 'not-found');
}

function isGone(error: unknown): boolean {
  return error instanceof UpstreamError && error.reason === 'not-found';
}

/** The answer, or undefined where the account does not have what was asked for, or may not read it, or it is gone (403, 404). */
export async function ifConnected<T>(answer: Promise<T>): Promise<T | undefined> {
  return await unless(isNotConnected, answer);
}

/** The answer, or undefined where what was asked for is gone (404). */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  return await unless(isGone, answer);
}

/** The pages of something an account may not have; none, and no failure, where it has not. */
export async function* whereConnected<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  try {
    yield* pages;
  } catch (error) {
    if (!isNotConnected(error)) throw error;
  }
}

async function unless<T>(isNone: (error: unknown) => boolean, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNone(error)) return undefined;
    throw error;
  }
}
