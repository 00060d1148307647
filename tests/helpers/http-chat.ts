import { z } from 'zod';
import type { Chat } from '../../src/chat.ts';
import { UpstreamError, type UpstreamReason } from '../../src/errors.ts';

const posted = z.object({ id: z.string() });
const found = z.object({ id: z.string().optional() });
const person = z.object({ conversation: z.string().optional() });
const reasons: Record<number, UpstreamReason> = {
  400: 'rejected',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  429: 'rate-limited',
};

/** The chat at a {@link ChatServer}: one HTTP attempt for each thing asked. */
export function httpChat(options: { platform: string; url: string; canFind: boolean; timeout?: number }): Chat {
  const { platform, url, canFind, timeout = 10_000 } = options;

  async function call(path: string, init: RequestInit = {}): Promise<unknown> {
    const response = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(timeout) }).catch(
      (cause: unknown) => {
        throw new UpstreamError(platform, 'no answer', {
          reason: isRefused(cause) ? 'unreachable' : 'unavailable',
          cause,
        });
      },
    );
    if (response.ok) return await response.json();
    const wait = response.headers.get('retry-after');
    throw new UpstreamError(platform, `answered ${response.status}`, {
      reason: reasons[response.status] ?? 'unavailable',
      retryAfter: wait === null ? undefined : Number(wait),
    });
  }

  const chat: Chat = {
    platform,
    start: () => Promise.resolve(),
    async send({ conversation }, card, key) {
      const body = JSON.stringify({ conversation, card, key });
      return posted.parse(await call('/posts', { method: 'POST', body })).id;
    },
    async locate(email) {
      const { conversation } = person.parse(await call(`/people?${new URLSearchParams({ email }).toString()}`));
      return conversation === undefined ? undefined : { platform, conversation };
    },
    check: async () => [],
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  if (!canFind) return chat;
  return {
    ...chat,
    find: async ({ conversation }, key) =>
      found.parse(await call(`/posts?${new URLSearchParams({ conversation, key }).toString()}`)).id,
  };
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
