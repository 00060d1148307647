import { z } from 'zod';
import type { Fact, Skipped } from '../../../helpdesk.ts';
import type { Call, Clock, Http, Pace } from '../kit/index.ts';
import { id } from './fields.ts';

/** What the streams of a Chatwoot share. */
export interface Context {
  readonly api: Api;
  readonly staff: Staff;
  readonly clock: Clock;
  /** Where people read a conversation, up to its id. */
  readonly inbox: string;
  readonly signal: AbortSignal;
}

/** An account's agents, for the length of one pull. */
export interface Staff {
  readonly agents: readonly Fact<'agents'>[];
  readonly skipped: readonly Skipped[];
  /** Chatwoot's notes of what happened tell people by name. Null where two share it, or nobody has it. */
  agentNamed(name: string): string | null;
}

/** Chatwoot gives so many messages at a time, in order of their ids. */
const messagesAtOnce = 100;

/** Chatwoot's endpoints that are used here, as Deskpulse sees them. Pages are numbered, beginning with 1; one beyond the last is empty. */
export interface Api {
  /** Whose token this is, and the role in this account; null: none. */
  profile(call: Call): Promise<{ role: string | null; headers: Headers }>;
  agents(call: Call): Promise<readonly unknown[]>;
  teams(call: Call): Promise<readonly unknown[]>;
  members(team: string, call: Call): Promise<readonly unknown[]>;
  /** Those with an e-mail address, a phone number or an identifier; newest first. */
  contacts(page: number, call: Call): Promise<readonly unknown[]>;
  /** Of every state and assignee; latest activity first. */
  conversations(page: number, call: Call): Promise<readonly unknown[]>;
  conversation(id: string, call: Call): Promise<unknown>;
  /** All of a conversation's, oldest first. */
  messages(conversation: string, call: Call): AsyncIterable<readonly unknown[]>;
  /** Of answers to the satisfaction survey first given in [since, until), epoch seconds; oldest first. */
  ratings(asked: { since: number; until: number; page: number }, call: Call): Promise<readonly unknown[]>;
}

const rows = z.array(z.unknown());
const accounts = z.object({ accounts: z.array(z.object({ id: z.int(), role: z.string().nullish() })) });
const listed = z.object({ payload: rows }).transform(({ payload }) => payload);
const conversations = z.object({ data: listed }).transform(({ data }) => data);
const identified = z.object({ id });

/** @param root the path below which Chatwoot stands */
export function openApi({ http, pace, root, account }: { http: Http; pace: Pace; root: string; account: number }): Api {
  const base = `${root}/api/v1/accounts/${account}`;

  async function get<T>(path: string, as: z.ZodType<T>, { query = {}, ...call }: Call & { query?: Query }): Promise<T> {
    return (await http.get(`${base}${path}`, { query, as, pace, ...call })).body;
  }

  return {
    async profile(call) {
      const { body, headers } = await http.get(`${root}/api/v1/profile`, { as: accounts, pace, ...call });
      return { role: body.accounts.find(({ id }) => id === account)?.role ?? null, headers };
    },
    agents: (call) => get('/agents', rows, call),
    teams: (call) => get('/teams', rows, call),
    members: (team, call) => get(`/teams/${team}/team_members`, rows, call),
    contacts: (page, call) =>
      get('/contacts', listed, { query: { page, sort: '-created_at', include_contact_inboxes: 'false' }, ...call }),
    conversations(page, call) {
      const query = { page, status: 'all', assignee_type: 'all', sort_by: 'last_activity_at_desc' };
      return get('/conversations', conversations, { query, ...call });
    },
    conversation: (id, call) => get(`/conversations/${encodeURIComponent(id)}`, z.unknown(), call),
    async *messages(conversation, call) {
      const path = `/conversations/${encodeURIComponent(conversation)}/messages`;
      for (let after: string | undefined = '0'; after !== undefined;) {
        const page: readonly unknown[] = await get(path, listed, { query: { after }, ...call });
        yield page;
        after = page.length < messagesAtOnce ? undefined : identified.safeParse(page.at(-1)).data?.id;
      }
    },
    ratings: ({ since, until, page }, call) =>
      get('/csat_survey_responses', rows, { query: { since, until, page, sort: 'created_at' }, ...call }),
  };
}

type Query = Readonly<Record<string, string | number>>;
