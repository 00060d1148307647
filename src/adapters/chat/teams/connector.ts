import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Conversation } from './address-book.ts';
import type { AppToken } from './app-token.ts';
import { requestJson } from './request-json.ts';
import { garbled } from './upstream.ts';

const created = z.object({ id: z.string().min(1) });

const member = z.object({
  id: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  /** The person's own, which in a shared channel may be another than the channel's. */
  tenantId: z.string().nullish(),
});

const page = z.object({ members: z.array(member), continuationToken: z.string().nullish() });

export type Member = z.output<typeof member>;

/**
 * The Bot Connector's REST interface, by plain fetch: botbuilder's own client posts up to four times and waits
 * without an end. Each call is one attempt of at most 10 s and rejects with an UpstreamError.
 */
export interface Connector {
  /** @returns the message's id */
  post(to: Conversation, thread: string | undefined, message: object): Promise<string>;
  /** Open the personal conversation with a person met in another one. @returns its id */
  openPersonal(met: Conversation, person: string): Promise<string>;
  /** A member of a conversation, or of the team a channel is in, as `TeamsInfo.getMember` finds them. */
  member(met: Conversation, team: string | undefined, person: string): Promise<Member>;
  /** Members of a conversation, a page at a time. */
  members(met: Conversation): AsyncIterable<readonly Member[]>;
}

export function openConnector(token: AppToken): Connector {
  async function call(url: URL, action: string, body?: object): Promise<unknown> {
    const bearer = await token.get();
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
    try {
      return await requestJson(
        url,
        body ? { action, method: 'POST', headers, body: JSON.stringify(body) } : { action, method: 'GET', headers },
      );
    } catch (error) {
      if (error instanceof UpstreamError && error.reason === 'unauthorized') token.drop(bearer);
      throw error;
    }
  }

  return {
    async post(to, thread, message) {
      const action = 'posting a message';
      const id = thread === undefined ? to.id : `${to.id};messageid=${thread}`;
      return idOf(action, await call(endpoint(to, 'conversations', id, 'activities'), action, message));
    },
    async openPersonal(met, person) {
      const action = 'opening a personal chat';
      const body = {
        bot: { id: met.bot },
        members: [{ id: person }],
        isGroup: false,
        ...(met.tenant && { tenantId: met.tenant, channelData: { tenant: { id: met.tenant } } }),
      };
      return idOf(action, await call(endpoint(met, 'conversations'), action, body));
    },
    async member(met, team, person) {
      const action = 'looking a person up';
      const found = await call(endpoint(met, 'conversations', team ?? met.id, 'members', person), action);
      const { data, error } = member.safeParse(found);
      if (!data) throw garbled(action, error);
      return data;
    },
    async *members(met) {
      const action = 'looking members up';
      const url = endpoint(met, 'conversations', met.id, 'pagedmembers');
      url.searchParams.set('pageSize', '500');
      for (let token: string | undefined = ''; token !== undefined;) {
        if (token !== '') url.searchParams.set('continuationToken', token);
        const { data, error } = page.safeParse(await call(url, action));
        if (!data) throw garbled(action, error);
        yield data.members;
        token = data.continuationToken || undefined;
      }
    },
  };
}

function endpoint({ serviceUrl }: Conversation, ...path: readonly string[]): URL {
  return new URL(`${serviceUrl.replace(/\/$/, '')}/v3/${path.map((part) => encodeURIComponent(part)).join('/')}`);
}

function idOf(action: string, answer: unknown): string {
  const { data, error } = created.safeParse(answer);
  if (!data) throw garbled(action, error);
  return data.id;
}
