import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { pino } from 'pino';
import { openPlayground } from '../../src/adapters/chat/playground/open.ts';
import type { Answer, Card, Chat, Memory, Request } from '../../src/chat.ts';

export interface PlaygroundServer extends AsyncDisposable {
  readonly chat: Chat;
  readonly port: number;
  readonly url: string;
  /** What was asked, in order. */
  readonly asked: Request[];
  /** Lines of the log. */
  readonly logged: string[];
}

interface Options {
  readonly answer?: Answer;
  readonly memory?: Memory;
  /** Takes over the place of an earlier server. */
  readonly port?: number;
}

/** A started playground on a real server; what is asked is answered with the question's own text unless told otherwise. */
export async function openPlaygroundServer(options: Options = {}): Promise<PlaygroundServer> {
  const asked: Request[] = [];
  const logged: string[] = [];
  const web = express();
  const chat = openPlayground({
    web,
    log: pino({ base: null }, { write: (line: string) => logged.push(line) }),
    memory: options.memory ?? openMemory(),
  });
  const { answer = async ({ text }) => ({ card: saying(text), isPublic: false }) } = options;
  await chat.start(async (request) => {
    asked.push(request);
    return answer(request);
  });
  const server = createServer(web).listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP port was expected');
  return {
    chat,
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    asked,
    logged,
    async [Symbol.asyncDispose]() {
      await chat[Symbol.asyncDispose]();
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a chat keeps, as the store keeps it: by value. */
export function openMemory(): Memory {
  const kept = new Map<string, string>();
  return {
    async get(key) {
      const text = kept.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    async set(key, value) {
      kept.set(key, JSON.stringify(value));
    },
  };
}

/** A card that says one thing. */
export function saying(text: string): Card {
  return { summary: text, blocks: [{ type: 'finding', text, tone: 'plain' }] };
}
