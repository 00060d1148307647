import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { inject, openFaults, type Faults } from './faults.ts';
import { createKeys, type Claims, type Keys } from './keys.ts';
import { teamsRoutes } from './routes.ts';
import { openTeamsState, type Arrived, type FakeConversation, type FakePerson } from './state.ts';

export const ana: FakePerson = {
  id: '29:ana',
  aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001',
  name: 'Ana Ray',
  email: 'ana@example.com',
  userPrincipalName: 'ana@example.com',
};
export const ben: FakePerson = {
  id: '29:ben',
  aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000002',
  name: 'Ben Oak',
  email: 'ben.oak@example.com',
  userPrincipalName: 'ben@example.com',
};

/** Of another tenant, whose administrator has given them Ana's address. */
export const stranger: FakePerson = {
  id: '29:eve',
  aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000003',
  name: 'Eve',
  email: 'ana@example.com',
  userPrincipalName: 'eve@evil.example',
  tenantId: 'dddddddd-0000-4000-8000-000000000000',
};

export const support: FakeConversation = {
  id: '19:support@thread.tacv2',
  type: 'channel',
  team: '19:team@thread.tacv2',
};
export const huddle: FakeConversation = { id: '19:huddle@thread.v2', type: 'groupChat' };

/** The personal chat with somebody. */
export function chatWith(person: FakePerson): FakeConversation {
  return { id: `a:personal-${person.id}`, type: 'personal' };
}

interface Saying {
  readonly by?: FakePerson;
  /** Default: the personal chat of whoever speaks. In a channel or group chat the bot is mentioned first. */
  readonly in?: FakeConversation;
  readonly thread?: string;
  /** Fields of the activity that replace the usual ones. */
  readonly activity?: Readonly<Record<string, unknown>>;
}

interface Delivery {
  /** Claims that replace the usual ones. */
  readonly claims?: Claims;
  /** Replaces the header with the right token; empty for none at all. */
  readonly authorization?: string;
}

/** Microsoft Teams on this machine: its login, its Bot Connector, and people who talk to the bot. */
export interface FakeTeams extends AsyncDisposable, Pick<Faults, 'failNext'> {
  readonly serviceUrl: string;
  readonly tenant: string;
  readonly appId: string;
  readonly keys: Keys;
  /** For the bot's process. */
  readonly environment: Readonly<Record<string, string>>;
  /** Path of every request so far, with its method. */
  readonly requests: readonly string[];
  /** Those of them for which there is nothing. */
  readonly unknown: readonly string[];
  /** Tell where the bot listens: its address without a path. */
  connect(bot: string): void;
  /** Add the bot, without telling it. */
  admit(...conversations: readonly FakeConversation[]): void;
  /** Add the bot and tell it. @returns the HTTP status it answered with */
  installed(conversation: FakeConversation, by?: FakePerson): Promise<number>;
  /** Remove the bot and tell it. */
  removed(conversation: FakeConversation, by?: FakePerson): Promise<number>;
  /** Write to the bot. @returns the HTTP status it answered with */
  say(text: string, saying?: Saying): Promise<number>;
  /** Press a card's button. */
  press(command: string, saying?: Saying): Promise<number>;
  /** An activity as Teams would send it, for {@link deliver}. */
  activity(fields: Readonly<Record<string, unknown>>, saying?: Saying): Readonly<Record<string, unknown>>;
  deliver(activity: unknown, delivery?: Delivery): Promise<number>;
  claims(): Claims;
  /** Make every token given out so far invalid. */
  revokeTokens(): void;
  /** How many messages the bot has posted to a conversation so far. */
  count(conversation: FakeConversation): number;
  /** What the bot posted to a conversation, once it is so many messages. Rejects when they do not come within 20 s. */
  arrived(conversation: FakeConversation | string, count?: number): Promise<readonly Arrived[]>;
}

const tenant = 'bbbbbbbb-0000-4000-8000-000000000000';
const appId = 'cccccccc-0000-4000-8000-000000000000';
const appPassword = 'the app’s password';
const bot = { id: `28:${appId}`, name: 'Deskpulse' };
const botMark = '<at>Deskpulse</at>';

export async function startTeams(): Promise<FakeTeams> {
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const serviceUrl = `${origin}/teams/`;
  const keys = createKeys();
  const state = openTeamsState({
    origin,
    tenant,
    loginTenant: 'botframework.com',
    appId,
    appPassword,
    keys,
    people: [ana, ben, stranger],
  });
  const route = teamsRoutes(state);
  const faults = openFaults();
  const requests: string[] = [];
  let endpoint: string | undefined;
  let activities = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request;
    const body = await textOf(request);
    requests.push(`${method} ${decodeURIComponent(path)}`);
    const asked = {
      method,
      path,
      type: headers['content-type'] ?? '',
      authorization: headers.authorization ?? '',
      body,
    };
    const fault = faults.take(decodeURIComponent(path));
    if (fault) return inject(fault, { request, response }, () => route(asked));
    const answer = route(asked);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  }

  function claims(): Claims {
    const now = Math.floor(Date.now() / 1000);
    return { iss: 'https://api.botframework.com', aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3600 };
  }

  function admit(...conversations: readonly FakeConversation[]): void {
    for (const conversation of conversations) {
      state.conversations.set(conversation.id, conversation);
      state.rosters.add(conversation.id);
      if (conversation.team) state.rosters.add(conversation.team);
    }
  }

  function activity(fields: Readonly<Record<string, unknown>>, saying: Saying = {}): Readonly<Record<string, unknown>> {
    const { by = ana, in: where = chatWith(by), thread } = saying;
    activities += 1;
    return {
      id: `activity-${activities}`,
      channelId: 'msteams',
      serviceUrl,
      from: { id: by.id, name: by.name, aadObjectId: by.aadObjectId },
      recipient: bot,
      conversation: {
        id: thread === undefined ? where.id : `${where.id};messageid=${thread}`,
        conversationType: where.type,
        tenantId: tenant,
        ...(where.type !== 'personal' && { isGroup: true }),
      },
      channelData: { tenant: { id: tenant }, ...(where.team && { team: { id: where.team } }) },
      entities: [{ type: 'clientInfo', locale: 'en-GB', platform: 'Web', timezone: 'Europe/Athens' }],
      localTimezone: 'Europe/Athens',
      ...fields,
      ...saying.activity,
    };
  }

  async function deliver(activity: unknown, { claims: others, authorization }: Delivery = {}): Promise<number> {
    if (endpoint === undefined) throw new Error('connect() first');
    const header = authorization ?? `Bearer ${keys.sign({ ...claims(), ...others })}`;
    const response = await fetch(`${endpoint}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(header !== '' && { authorization: header }) },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
    await response.text();
    return response.status;
  }

  async function changed(where: FakeConversation, by: FakePerson, change: 'add' | 'remove'): Promise<number> {
    const saying = { by, in: where };
    const members = change === 'add' ? { membersAdded: [bot] } : { membersRemoved: [bot] };
    await deliver(activity({ type: 'installationUpdate', action: change }, saying));
    return deliver(activity({ type: 'conversationUpdate', ...members }, saying));
  }

  return {
    serviceUrl,
    tenant,
    appId,
    keys,
    environment: {
      MicrosoftAppId: appId,
      MicrosoftAppPassword: appPassword,
      MicrosoftAppTenantId: tenant,
      MicrosoftAppType: 'MultiTenant',
      ToBotFromChannelOpenIdMetadataUrl: `${origin}/v1/.well-known/openidconfiguration`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${origin}/v1/.well-known/openidconfiguration`,
      ToChannelFromBotLoginUrl: `${origin}/botframework.com`,
    },
    requests,
    unknown: state.unknown,
    failNext: faults.failNext,
    connect(url) {
      endpoint = url;
    },
    admit,
    async installed(conversation, by = ana) {
      admit(conversation);
      return changed(conversation, by, 'add');
    },
    async removed(conversation, by = ana) {
      state.rosters.delete(conversation.id);
      return changed(conversation, by, 'remove');
    },
    async say(text, saying = {}) {
      const where = saying.in ?? chatWith(saying.by ?? ana);
      admit(where);
      const fields =
        where.type === 'personal'
          ? { type: 'message', text }
          : {
              type: 'message',
              text: `${botMark} ${text}`,
              entities: [{ type: 'mention', text: botMark, mentioned: bot }],
            };
      return deliver(activity(fields, saying));
    },
    async press(command, saying = {}) {
      admit(saying.in ?? chatWith(saying.by ?? ana));
      return deliver(activity({ type: 'message', value: { kpi: command } }, saying));
    },
    activity,
    deliver,
    claims,
    revokeTokens() {
      state.tokens.clear();
    },
    count: ({ id }) => state.arrivals.filter(({ conversation }) => conversation === id).length,
    async arrived(conversation, count = 1) {
      const id = typeof conversation === 'string' ? conversation : conversation.id;
      const signal = AbortSignal.timeout(20_000);
      for (;;) {
        const found = state.arrivals.filter((arrival) => arrival.conversation === id);
        if (found.length >= count) return found;
        await once(state.events, 'arrived', { signal });
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
