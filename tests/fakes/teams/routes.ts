import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { TeamsState } from './state.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly authorization: string;
  readonly body: string;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

const message = z.strictObject({
  type: z.literal('message'),
  summary: z.string().optional(),
  text: z.string().optional(),
  textFormat: z.literal('plain').optional(),
  attachments: z
    .array(
      z.strictObject({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        content: z.looseObject({ type: z.literal('AdaptiveCard'), version: z.string() }),
      }),
    )
    .optional(),
});

const opening = z.strictObject({
  bot: z.strictObject({ id: z.string() }),
  members: z.tuple([z.strictObject({ id: z.string() })]),
  isGroup: z.literal(false),
  tenantId: z.string(),
  channelData: z.strictObject({ tenant: z.strictObject({ id: z.string() }) }),
});

/** Most that the connector takes of one activity, in bytes. */
const mostBytes = 28_000;

/** Microsoft's login and the Bot Connector, as far as a bot needs them; whatever else is asked is refused. */
export function teamsRoutes(state: TeamsState): (asked: Asked) => Answered {
  const routes: { method: string; path: RegExp; answer: (asked: Asked, ...parts: string[]) => Answered }[] = [
    { method: 'GET', path: /^\/v1\/\.well-known\/openidconfiguration$/, answer: configuration },
    { method: 'GET', path: /^\/v1\/\.well-known\/keys$/, answer: () => ok({ keys: [state.keys.jwk] }) },
    { method: 'POST', path: /^\/([^/]+)\/oauth2\/v2\.0\/token$/, answer: grant },
    { method: 'POST', path: /^\/teams\/v3\/conversations$/, answer: authorised(open) },
    { method: 'POST', path: /^\/teams\/v3\/conversations\/([^/]+)\/activities$/, answer: authorised(post) },
    { method: 'GET', path: /^\/teams\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/, answer: authorised(member) },
    {
      method: 'GET',
      path: /^\/teams\/v3\/conversations\/([^/]+)\/pagedmembers\?(.*)$/,
      answer: authorised(members),
    },
  ];

  function configuration(): Answered {
    return ok({ issuer: 'https://api.botframework.com', jwks_uri: `${state.origin}/v1/.well-known/keys` });
  }

  function grant({ type, body }: Asked, tenant?: string): Answered {
    const form = Object.fromEntries(new URLSearchParams(body));
    const isRight =
      type.startsWith('application/x-www-form-urlencoded') &&
      tenant === state.loginTenant &&
      form['grant_type'] === 'client_credentials' &&
      form['client_id'] === state.appId &&
      form['client_secret'] === state.appPassword &&
      form['scope'] === 'https://api.botframework.com/.default';
    if (!isRight) return { status: 401, body: { error: 'invalid_client', error_description: 'AADSTS7000215' } };
    const token = randomUUID();
    state.tokens.add(token);
    return ok({ token_type: 'Bearer', expires_in: 3600, access_token: token });
  }

  function authorised(answer: (asked: Asked, ...parts: string[]) => Answered): typeof answer {
    return (asked, ...parts) =>
      state.tokens.has(asked.authorization.replace('Bearer ', ''))
        ? answer(asked, ...parts)
        : failed(401, 'Unauthorized');
  }

  function post({ type, body }: Asked, id = ''): Answered {
    const [conversation = '', thread] = id.split(';messageid=');
    if (!type.startsWith('application/json')) return failed(415, 'UnsupportedMediaType');
    if (Buffer.byteLength(body) > mostBytes) return failed(413, 'MessageSizeTooBig');
    const { data } = message.safeParse(JSON.parse(body));
    if (!data) return failed(400, 'BadArgument');
    if (!state.conversations.has(conversation)) return failed(404, 'ConversationNotFound');
    if (!state.isInstalled(conversation)) return failed(403, 'BotNotInConversationRoster');
    return { status: 201, body: { id: state.arrive({ conversation, thread, ...data }) } };
  }

  function open({ body }: Asked): Answered {
    const { data } = opening.safeParse(JSON.parse(body));
    if (!data || data.tenantId !== state.tenant) return failed(400, 'BadArgument');
    const personal = state.personalOf(data.members[0].id);
    if (!state.isInstalled(personal)) return failed(403, 'BotNotInConversationRoster');
    return { status: 201, body: { id: personal } };
  }

  function member(_asked: Asked, conversation = '', id = ''): Answered {
    const found = state.people.find((person) => person.id === id);
    if (!state.rosters.has(conversation)) return failed(404, 'ConversationNotFound');
    return found
      ? ok({ tenantId: state.tenant, userRole: 'user', ...found })
      : failed(404, 'MemberNotFoundInConversation');
  }

  /** One member a page, so that whoever reads has to turn it. */
  function members(_asked: Asked, conversation = '', query = ''): Answered {
    if (!state.rosters.has(conversation)) return failed(404, 'ConversationNotFound');
    const isShared = state.conversations.get(conversation)?.isShared;
    const all = state.people.filter(({ tenantId }) => isShared || tenantId === undefined);
    const at = Number(new URLSearchParams(query).get('continuationToken') ?? 0);
    const shown = all.slice(at, at + 1).map((person) => ({ tenantId: state.tenant, ...person }));
    return ok({ members: shown, ...(at + 1 < all.length && { continuationToken: String(at + 1) }) });
  }

  return function answer(asked) {
    for (const route of routes) {
      const parts = asked.method === route.method ? route.path.exec(asked.path)?.slice(1) : undefined;
      if (parts) return route.answer(asked, ...parts.map((part) => decodeURIComponent(part)));
    }
    state.unknown.push(`${asked.method} ${asked.path}`);
    return failed(404, 'NoSuchRoute');
  };
}

function ok(body: unknown): Answered {
  return { status: 200, body };
}

function failed(status: number, code: string): Answered {
  return { status, body: { error: { code, message: 'as the connector says it' } } };
}
