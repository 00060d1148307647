import { UpstreamError } from '../../../errors.ts';
import { isNotConnected } from '../kit/connected.ts';

/** The answer, or undefined where the account has not bought what was asked for, or may not read it, or it is gone (403, 404). */
export async function ifBought<T>(answer: Promise<T>): Promise<T | undefined> {
  return await unless(isNotConnected, answer);
}

/** The answer, or undefined where what was asked for is gone (404). */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  return await unless((error) => error instanceof UpstreamError && error.reason === 'not-found', answer);
}

async function unless<T>(isNone: (error: unknown) => boolean, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNone(error)) return undefined;
    throw error;
  }
}
