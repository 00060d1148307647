import type { SlackMessage } from './block.ts';
import { literal, repeatWithoutCharts } from './post.ts';
import { broken, failed, refused } from './refusal.ts';

/**
 * Answers a command or a button press. The url may be on any host: whoever gave it signed the request.
 * @throws UpstreamError
 */
export async function respond(
  url: string,
  message: SlackMessage,
  { isPublic, thread }: { isPublic: boolean; thread?: string | undefined },
): Promise<void> {
  await repeatWithoutCharts(message, (message) =>
    post(url, {
      ...message,
      response_type: isPublic ? 'in_channel' : 'ephemeral',
      replace_original: false,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...literal,
    }),
  );
}

async function post(url: string, body: object): Promise<void> {
  let response: Response;
  let words: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    words = (await response.text()).trim();
  } catch (error) {
    throw broken('response_url', error);
  }
  const code = codeIn(words, response);
  if (code !== undefined) throw refused('response_url', code);
  if (!response.ok) throw failed('response_url', response);
}

/** Slack's word for a refusal: in JSON whatever the status, or with another status than success as the whole body. */
function codeIn(words: string, { status, ok }: Response): string | undefined {
  if (status === 429 || status >= 500) return undefined;
  if (words.startsWith('{')) return /"error":\s*"([a-z_]+)"/.exec(words)?.[1];
  return !ok && /^[a-z_]+$/.test(words) ? words : undefined;
}
