import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Card } from '../../src/chat.ts';

const post = z.object({
  conversation: z.string(),
  key: z.string(),
  card: z.custom<Card>((card) => typeof card === 'object'),
});

export type Post = z.output<typeof post> & { readonly id: string };

/**
 * What the server does with an attempt: take it, take it and lose the answer, keep silent before or after taking it, or
 * refuse it with a status.
 */
export type Behaviour = 'take' | 'take-and-reset' | 'take-and-hang' | 'hang' | { status: number; retryAfter?: number };

export interface ChatServer extends AsyncDisposable {
  readonly url: string;
  /** What is posted, in order. */
  readonly posts: readonly Post[];
  /** How often somebody tried to post. */
  readonly attempts: number;
  /** How often somebody looked for a post. */
  readonly looks: number;
  /** What happens to the next attempts, one each; after them everything is taken. */
  readonly next: Behaviour[];
  /** Whether looking for a post fails. */
  isBlind: boolean;
  /** Addresses of people by e-mail. */
  readonly people: Map<string, string>;
}

/** A chat service of the simplest kind, over real HTTP: `POST /posts`, `GET /posts?conversation&key`, `GET /people?email`. */
export async function openChatServer(): Promise<ChatServer> {
  const posts: Post[] = [];
  const next: Behaviour[] = [];
  const people = new Map<string, string>();
  const counts = { attempts: 0, looks: 0 };
  const server = createServer((request, response) => {
    void serve(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const route = `${request.method} ${url.pathname}`;
    if (route === 'POST /posts') return take(await bodyOf(request), response);
    if (route === 'GET /posts') return look(url.searchParams, response);
    if (route === 'GET /people')
      return answer(response, { conversation: people.get(url.searchParams.get('email') ?? '') });
    response.writeHead(404).end();
  }

  function take(body: string, response: ServerResponse): void {
    counts.attempts += 1;
    const behaviour = next.shift() ?? 'take';
    if (typeof behaviour === 'object') {
      const wait = behaviour.retryAfter === undefined ? {} : { 'retry-after': `${behaviour.retryAfter}` };
      response.writeHead(behaviour.status, wait).end();
      return;
    }
    if (behaviour === 'hang') return;
    const id = `m${posts.length + 1}`;
    posts.push({ ...post.parse(JSON.parse(body)), id });
    if (behaviour === 'take') answer(response, { id });
    if (behaviour === 'take-and-reset') response.destroy();
  }

  function look(query: URLSearchParams, response: ServerResponse): void {
    counts.looks += 1;
    if (chat.isBlind) {
      response.writeHead(503).end();
      return;
    }
    const [conversation, key] = [query.get('conversation'), query.get('key')];
    answer(response, { id: posts.find((post) => post.conversation === conversation && post.key === key)?.id });
  }

  const chat = {
    url: `http://127.0.0.1:${address.port}`,
    posts,
    next,
    people,
    isBlind: false,
    get attempts() {
      return counts.attempts;
    },
    get looks() {
      return counts.looks;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return chat;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(z.instanceof(Buffer).parse(part));
  return Buffer.concat(parts).toString();
}

function answer(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
