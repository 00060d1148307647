import { z } from 'zod';
import type { Call, Http } from '../kit/index.ts';
import { id, whole } from './fields.ts';

const largestPage = 100;

/** What the streams of a Request Tracker share. */
export interface Context {
  readonly api: Api;
  /** Everyone who is, or was once seen as, privileged: the agents; known to all pulls of a desk. */
  readonly staff: Set<number>;
  /** Everyone who is privileged now. */
  readonly privileged: ReadonlySet<number>;
  /** Where its pages begin, without a slash at the end. */
  readonly address: string;
  readonly signal: AbortSignal;
}

/** Request Tracker's endpoints that are used here (REST 2.0), as Deskpulse sees them; each asks once and reads one page. */
export interface Api {
  version(call: Call): Promise<{ version: string; headers: Headers }>;
  /** Ids of everyone who is privileged, that is, may be an agent: all pages. */
  privileged(call: Call): Promise<ReadonlySet<number>>;
  /** By id, or the last changed first; disabled ones too. */
  users(list: { orderBy: 'id' | 'change'; page: number }, call: Call): Promise<NumberedPage>;
  isEnabled(user: number, call: Call): Promise<boolean>;
  /** Tickets that are neither deleted nor merged away. @param where in TicketSQL */
  tickets(where: string, call: Call): Promise<KeyedPage>;
  /** What happened to tickets, without mails that were sent and custom fields. @param where in TransactionSQL */
  transactions(where: string, call: Call): Promise<KeyedPage>;
  /** The id of the transaction that is last now; 0 when there is none. */
  newestTransaction(call: Call): Promise<number>;
}

const identified = z.object({ id });
const list = z.object({
  items: z.array(z.unknown()),
  /** Null for a user who may not see everything: then only an empty page is surely the last. */
  total: z.int().min(0).nullable(),
  page: z.number(),
  per_page: z.int().min(1),
});

/** A page of a list that is paged by number. */
const numberedPage = list.transform(({ items, total, page, per_page }) => ({
  rows: items,
  isMore: total === null ? items.length > 0 : page * per_page < total,
}));

/** A page of a list that was asked for in the order of ids, above one of them: `after` is where to go on. */
const keyedPage = list
  .transform(({ items, total }) => {
    const ids = items.flatMap((row) => identified.safeParse(row).data?.id ?? []);
    const isMore = total === null ? items.length > 0 : items.length < total;
    return { rows: items, isMore, last: ids.length === 0 ? null : Math.max(...ids) };
  })
  .refine(({ isMore, last }) => !isMore || last !== null, 'leads nowhere')
  .transform(({ rows, isMore, last }) => ({ rows, after: isMore ? last : null }));

export type NumberedPage = z.output<typeof numberedPage>;
type KeyedPage = z.output<typeof keyedPage>;

const version = z.object({ Version: z.string() });
const account = z.object({ Disabled: whole });
const memberPage = numberedPage.pipe(z.object({ rows: z.array(identified), isMore: z.boolean() }));
const privilegedGroup = numberedPage.transform(({ rows }, check) => {
  const group = identified.safeParse(rows[0]).data;
  if (group !== undefined) return group.id;
  check.addIssue({ code: 'custom', message: "the token's user needs the right SeeGroup" });
  return z.NEVER;
});

const ofTickets = [
  `ObjectType = 'RT::Ticket'`,
  // Hidden from some users: what is read here must be visible to everyone who may see the ticket.
  ...['EmailRecord', 'CommentEmailRecord', 'CustomField'].map((type) => `Type != '${type}'`),
].join(' AND ');

export function openApi(http: Http, root: string): Api {
  const path = (endpoint: string) => `${root}/REST/2.0/${endpoint}`;

  async function listed<T>(endpoint: string, query: Record<string, string | number>, as: z.ZodType<T>, call: Call) {
    const { body } = await http.get(path(endpoint), { query: { per_page: largestPage, ...query }, as, ...call });
    return body;
  }

  function transactions(where: string, order: 'ASC' | 'DESC', call: Call): Promise<KeyedPage> {
    const query = {
      query: `${ofTickets} AND ${where}`,
      orderby: 'id',
      order,
      fields: 'id,ObjectId,Type,Field,OldValue,NewValue,Created,Creator',
      'fields[Creator]': 'id',
    };
    return listed('transactions', query, keyedPage, call);
  }

  return {
    async version(call) {
      const { body, headers } = await http.get(path('rt'), { as: version, ...call });
      return { version: body.Version, headers };
    },
    async privileged(call) {
      const named = (field: string, value: string) => ({ field, value });
      const query = JSON.stringify([named('Domain', 'SystemInternal'), named('Name', 'Privileged')]);
      const group = await listed('groups', { query }, privilegedGroup, call);
      const ids = new Set<number>();
      for (let page = 1, isMore = true; isMore; page += 1) {
        const members = await listed(`group/${group}/members`, { page }, memberPage, call);
        for (const { id } of members.rows) ids.add(id);
        ({ isMore } = members);
      }
      return ids;
    },
    users({ orderBy, page }, call) {
      const query = {
        query: '[]',
        orderby: orderBy === 'id' ? 'id' : 'LastUpdated',
        order: orderBy === 'id' ? 'ASC' : 'DESC',
        find_disabled_rows: 1,
        fields: 'id,Name,RealName,EmailAddress,Organization,Created,LastUpdated',
        page,
      };
      return listed('users', query, numberedPage, call);
    },
    async isEnabled(user, call) {
      const { body } = await http.get(path(`user/${user}`), { as: account, ...call });
      return body.Disabled === 0;
    },
    tickets(where, call) {
      const query = {
        query: where,
        orderby: 'id',
        order: 'ASC',
        fields: 'id,Subject,Status,Priority,Queue,Owner,Requestor,Created,LastUpdated,Resolved,Due,SLA,TimeWorked',
        'fields[Queue]': 'Name',
        'fields[Owner]': 'id',
        'fields[Requestor]': 'id,Organization',
      };
      return listed('tickets', query, keyedPage, call);
    },
    transactions: (where, call) => transactions(where, 'ASC', call),
    async newestTransaction(call) {
      const { rows } = await transactions('id > 0', 'DESC', call);
      return identified.safeParse(rows[0]).data?.id ?? 0;
    },
  };
}

/** Every page of a list in the order of ids, from the one above `start`; each is asked for when it is wanted. */
export async function* pagesById(ask: (after: number) => Promise<KeyedPage>, start: number): AsyncGenerator<KeyedPage> {
  for (let after: number | null = start; after !== null;) {
    const page: KeyedPage = await ask(after);
    yield page;
    after = page.after;
  }
}
