import { isNotConnected } from '../connected.ts';

/** The answer, or undefined where the account has not bought what was asked for, or may not read it, or it is gone (403, 404). */
export async function ifBought<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNotConnected(error)) return undefined;
    throw error;
  }
}
