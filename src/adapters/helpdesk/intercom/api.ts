import { z } from 'zod';
import { text } from '../kit/fields.ts';
import type { Body, Call, Http } from '../kit/http.ts';
import type { Pace } from '../kit/pace.ts';
import { foundEnvelope, numberedEnvelope, type FoundPage, type NumberedPage } from './envelope.ts';

/** Search gives 150 at most; a conversation is then asked for by itself, and a page of them is held at a time. */
const pageSizes = { contacts: 150, conversations: 50 };
const listSize = 25;

export interface Search {
  /** Epoch seconds, exclusive; of contacts only the day counts, and the search begins with the one after. */
  readonly since: number;
  readonly order: 'ascending' | 'descending';
  readonly after: string | null;
}

/** Intercom's endpoints that are used here, as Deskpulse sees them; each asks once. */
export interface Api {
  /** Whose token this is, and the workspace's id, which the inbox's addresses hold. */
  me(call: Call): Promise<{ name: string | null; workspace: string | null; headers: Headers }>;
  admins(call: Call): Promise<readonly unknown[]>;
  teams(call: Call): Promise<readonly unknown[]>;
  /** By their change. */
  contacts(search: Search, call: Call): Promise<FoundPage>;
  company(id: string, call: Call): Promise<unknown>;
  /** By their change, without their parts. */
  conversations(search: Search, call: Call): Promise<FoundPage>;
  /** With its newest 500 parts. */
  conversation(id: string, call: Call): Promise<unknown>;
  calls(page: number, call: Call): Promise<NumberedPage>;
  articles(page: number, call: Call): Promise<NumberedPage>;
  /** With its statistics, which the list leaves out. */
  article(id: string, call: Call): Promise<unknown>;
}

const me = z.object({ name: text, app: z.object({ id_code: text }).nullish() });
const admins = z.object({ admins: z.array(z.unknown()) });
const teams = z.object({ teams: z.array(z.unknown()) });

export function openApi({ http, pace }: { http: Http; pace: Pace }): Api {
  async function get<T>(path: string, as: z.ZodType<T>, call: Call): Promise<T> {
    return (await http.get(path, { as, pace, ...call })).body;
  }

  async function search(resource: 'contacts' | 'conversations', { since, order, after }: Search, call: Call) {
    const body: Body = {
      json: {
        query: { field: 'updated_at', operator: '>', value: since },
        sort: { field: 'updated_at', order },
        pagination: { per_page: pageSizes[resource], ...(after !== null && { starting_after: after }) },
      },
    };
    const as = foundEnvelope(resource === 'contacts' ? 'data' : 'conversations', after);
    return (await http.post(`/${resource}/search`, body, { as, pace, ...call })).body;
  }

  async function list(resource: 'calls' | 'articles', page: number, call: Call): Promise<NumberedPage> {
    const query = { page, per_page: listSize };
    return (await http.get(`/${resource}`, { query, as: numberedEnvelope, pace, ...call })).body;
  }

  return {
    async me(call) {
      const { body, headers } = await http.get('/me', { as: me, pace, ...call });
      return { name: body.name, workspace: body.app?.id_code ?? null, headers };
    },
    admins: async (call) => (await get('/admins', admins, call)).admins,
    teams: async (call) => (await get('/teams', teams, call)).teams,
    contacts: (asked, call) => search('contacts', asked, call),
    company: (id, call) => get(`/companies/${encodeURIComponent(id)}`, z.unknown(), call),
    conversations: (asked, call) => search('conversations', asked, call),
    conversation: (id, call) => get(`/conversations/${encodeURIComponent(id)}?display_as=plaintext`, z.unknown(), call),
    calls: (page, call) => list('calls', page, call),
    articles: (page, call) => list('articles', page, call),
    article: (id, call) => get(`/articles/${encodeURIComponent(id)}`, z.unknown(), call),
  };
}
