import { broken, garbled, refused } from './upstream.ts';

/** Milliseconds. */
const timeLimit = 10_000;

interface Call {
  /** What is being done, for the message of a failure: `posting a message`. */
  readonly action: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
}

/**
 * One HTTP attempt of at most 10 s, body included: nothing is tried again and no redirect followed.
 * @returns the JSON of a 2xx
 * @throws UpstreamError
 */
export async function requestJson(url: URL, call: Call): Promise<unknown> {
  const { response, text } = await exchange(url, call);
  const body = jsonIn(text);
  if (!response.ok) throw refused(call.action, response, body);
  if (body === undefined) throw garbled(call.action);
  return body;
}

async function exchange(url: URL, { action, ...init }: Call): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeLimit) });
    return { response, text: await response.text() };
  } catch (error) {
    throw broken(action, error);
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
