import type { SlackMessage } from './block.ts';
import { repeatWithoutCharts } from './post.ts';
import { broken, failed, refused } from './refusal.ts';

/** Slack's own words for a refusal, sent as the body: `invalid_blocks`, `{"ok":false,"error":"used_url"}`. */
const refusalIn = /^(?:\{.*"error":\s*")?([a-z_]+)(?:".*\})?$/s;

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
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
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
  const code = refusalIn.exec(words)?.[1];
  if (response.status < 500 && response.status !== 429 && code !== undefined && code !== 'ok') {
    throw refused('response_url', code);
  }
  if (!response.ok) throw failed('response_url', response);
}
