import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import { createEmulator } from 'emulate';
import { z } from 'zod';

import type { Fault } from './faults.ts';

/** One request to the local Web API, as it arrived. */
export interface SlackCall {
  readonly method: string;
  readonly params: Readonly<Record<string, string>>;
}

export interface LocalSlackUser {
  readonly id: string;
  readonly email: string;
}

/** A message as everyone in the conversation sees it. */
export type PostedMessage = z.output<typeof postedMessage>;

const postedMessage = z.looseObject({
  ts: z.string(),
  text: z.string(),
  thread_ts: z.string().optional(),
  blocks: z.array(z.looseObject({ type: z.string() })).default([]),
  metadata: z.unknown().optional(),
});

/** What was sent to a response_url. */
const sentReply = z.looseObject({
  text: z.string(),
  response_type: z.enum(['ephemeral', 'in_channel']),
  replace_original: z.boolean(),
  thread_ts: z.string().optional(),
  blocks: z.array(z.looseObject({ type: z.string() })),
});
export type SentReply = z.output<typeof sentReply>;

const botToken = 'xoxb-local';
const bot = { bot_id: 'B0LOCAL', bot_user_id: 'U0LOCAL' };
const people = ['ana', 'ben', 'cleo'];
const allScopes =
  'app_mentions:read,channels:history,channels:read,chat:write,commands,groups:history,groups:read,im:history,im:write,users:read,users:read.email';

/**
 * A Slack workspace on this machine: the `emulate` package as its Web API, with scopes checked, behind a server that
 * records every request, can fail on demand, refuses unknown tokens, and takes answers to response_urls.
 *
 * It has the people ana, ben and cleo (`<name>@example.com`), the channel `support` and the private channel `leads`.
 */
export async function startSlack({ scopes = allScopes.split(',') }: { scopes?: readonly string[] } = {}) {
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        strict_scopes: true,
        users: people.map((name) => ({ name, real_name: `${name} example`, email: `${name}@example.com` })),
        channels: [{ name: 'support' }],
        oauth_apps: [{ client_id: 'local', client_secret: 'local', name: 'kpi', redirect_uris: [], scopes, ...bot }],
        tokens: [
          { token: botToken, type: 'bot', user_id: bot.bot_user_id, scopes, ...bot },
          // The tests' own eyes, which see everything whatever the bot may.
          {
            token: 'observer',
            user_id: bot.bot_user_id,
            scopes: [...allScopes.split(','), 'groups:write'],
            ...bot,
          },
        ],
      },
    },
  });
  const calls: SlackCall[] = [];
  const replies: SentReply[] = [];
  const faults = new Map<string, Fault[]>();
  const extensions = new Map<string, Fault>();
  let answered = 0;

  async function forward(method: string, { body, token }: { body: string; token: string }): Promise<string> {
    const response = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: `Bearer ${token}` },
      body,
    });
    return response.text();
  }

  async function observe(method: string, params: Record<string, string> = {}): Promise<unknown> {
    return JSON.parse(await forward(method, { body: new URLSearchParams(params).toString(), token: 'observer' }));
  }

  async function user(name: string): Promise<LocalSlackUser> {
    const email = `${name}@example.com`;
    const found = await observe('users.lookupByEmail', { email });
    return { id: z.object({ user: z.object({ id: z.string() }) }).parse(found).user.id, email };
  }

  /** A private channel has only the members it was given, and the seed knows no bot yet. */
  async function createPrivateChannel(name: string): Promise<void> {
    const created = await observe('conversations.create', { name, is_private: 'true' });
    const { channel } = z.object({ channel: z.object({ id: z.string() }) }).parse(created);
    const members = await Promise.all(people.map(user));
    await observe('conversations.invite', { channel: channel.id, users: members.map(({ id }) => id).join(',') });
  }

  async function serveApi(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const params = Object.fromEntries(new URLSearchParams(body));
    calls.push({ method, params });
    const fault = faults.get(method)?.shift() ?? extensions.get(method);
    if (fault !== undefined) return fault(response, { params, forward: () => forward(method, { body, token }) });
    const answer = token === botToken ? await forward(method, { body, token }) : '{"ok":false,"error":"invalid_auth"}';
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer);
  }

  async function serveReply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    calls.push({ method: 'response_url', params: {} });
    const fault = faults.get('response_url')?.shift();
    if (fault !== undefined) return fault(response, { params: {}, forward: () => Promise.resolve('') });
    replies.push(sentReply.parse(JSON.parse(body)));
    response.writeHead(200).end('ok');
  }

  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const [, method] = /^\/api\/([\w.]+)$/.exec(path) ?? [];
    const serving =
      method === undefined
        ? path.startsWith('/response/')
          ? serveReply(request, response)
          : Promise.reject(new Error(`the local Slack knows no ${path}`))
        : serveApi(method, request, response);
    serving.catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await createPrivateChannel('leads');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the local Slack has no port');
  const url = `http://127.0.0.1:${address.port}`;

  return {
    apiUrl: `${url}/api/`,
    botToken,
    botUser: bot.bot_user_id,
    signingSecret: 'local-signing-secret',

    /** A new response_url; what is sent there is listed by `replies`. */
    responseUrl: () => `${url}/response/${(answered += 1)}`,
    replies: (): readonly SentReply[] => replies,

    /** The requests of one method (or to a `response_url`), or all, in the order they came. */
    calls: (method?: string): readonly SlackCall[] =>
      calls.filter((call) => method === undefined || call.method === method),

    /** Lets the next requests of a method (or to a `response_url`) meet these faults, one each. */
    failNext(method: string, ...next: Fault[]): void {
      faults.set(method, [...(faults.get(method) ?? []), ...next]);
    },

    /** Answers a method the emulator does not know. */
    extend(method: string, answer: Fault): void {
      extensions.set(method, answer);
    },

    user,

    async channel(name: string): Promise<string> {
      const { channels } = z
        .object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) })
        .parse(await observe('conversations.list', { types: 'public_channel,private_channel' }));
      const found = channels.find((channel) => channel.name === name);
      if (found === undefined) throw new Error(`the local Slack has no channel ${name}`);
      return found.id;
    },

    /** The direct conversation of the bot with somebody. */
    async directConversation(name: string): Promise<string> {
      const opened = await observe('conversations.open', { users: (await user(name)).id });
      return z.object({ channel: z.object({ id: z.string() }) }).parse(opened).channel.id;
    },

    /** The messages everyone in a conversation sees, oldest first; those of a thread when it is named. */
    async messages(channel: string, thread?: string): Promise<PostedMessage[]> {
      const answer =
        thread === undefined
          ? await observe('conversations.history', { channel, limit: '1000' })
          : await observe('conversations.replies', { channel, ts: thread });
      const { messages } = z.object({ messages: z.array(postedMessage) }).parse(answer);
      return messages.sort((a, b) => Number(a.ts) - Number(b.ts));
    },

    /** What was shown to one person only, in a conversation. */
    ephemerals(
      channel: string,
    ): readonly { user: string; text: string; thread: string | undefined; blocks: unknown }[] {
      return calls
        .filter(({ method, params }) => method === 'chat.postEphemeral' && params['channel'] === channel)
        .map(({ params }) => ({
          user: params['user'] ?? '',
          text: params['text'] ?? '',
          thread: params['thread_ts'],
          blocks: JSON.parse(params['blocks'] ?? '[]'),
        }));
    },

    async [Symbol.asyncDispose](): Promise<void> {
      server.closeAllConnections();
      server.close();
      await emulator.close();
    },
  };
}

export type LocalSlack = Awaited<ReturnType<typeof startSlack>>;
