import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import { serverTime, type Call, type Clock, type Http, type Pace } from '../kit/index.ts';
import { timeText } from './fields.ts';

/** A ticket's messages are one more request each: a page of tickets is what a stop in between costs again. */
const ticketsPerPage = 50;
const rowsPerPage = 100;
const ratingsPerPage = 1000;
const ratingColumns = 'id,rankingType,datecreated,conversationid,agentEmail,contactid,comment';

export interface Page {
  readonly rows: readonly unknown[];
  /** When it was answered, epoch seconds by the service's clock. */
  readonly at: number;
}

/** A page of a list that is gone through by a cursor; the last one has no next. */
export interface CursorPage extends Page {
  readonly next: string | null;
}

/** From when on, in epoch seconds, and at which page of that. */
interface Since {
  readonly since: number;
  readonly page: number;
}

/** The column by which a list is filtered and sorted, and its way to say "not before". */
const changing = {
  contacts: ['datechanged', '>='],
  tickets: ['date_changed', 'D>='],
} as const;
const dated = {
  'tickets/history': 'date_from',
  calls: 'dateCreated',
} as const;

/** LiveAgent's endpoints that are used here; each asks once and reads one page. */
export interface Api {
  /** Lists that are read whole. Pages count from 1; behind the last one is an empty one. */
  list(name: 'agents' | 'departments' | 'tags' | 'slas', page: number, call: Call): Promise<Page>;
  /** What changed since an instant, the oldest change first. */
  changed(name: keyof typeof changing, from: Since, call: Call): Promise<Page & { isLast: boolean }>;
  /** What began since an instant, oldest first. */
  dated(name: keyof typeof dated, from: { since: number; cursor: string | null }, call: Call): Promise<CursorPage>;
  /** Rows of these tickets, at most a page's. */
  ofTickets(
    name: 'grid/tickets/sla' | 'grid/reports/time',
    of: { tickets: readonly string[]; cursor: string | null },
    call: Call,
  ): Promise<CursorPage>;
  /** Message groups of a ticket; `isLast` when there are no more. */
  messages(ticket: string, page: number, call: Call): Promise<{ rows: readonly unknown[]; isLast: boolean }>;
  history(ticket: string, call: Call): Promise<readonly unknown[]>;
  one(name: 'tickets' | 'contacts' | 'companies', id: string, call: Call): Promise<unknown>;
  ping(call: Call): Promise<{ headers: Headers }>;
  /** Ratings of these days (`2026-11-20`), both included. */
  ratings(of: { from: string; to: string; offset: number }, call: Call): Promise<readonly unknown[]>;
}

const rows = z.array(z.unknown());
const ranks = z.object({ response: z.object({ ranks: rows }) });

interface Options {
  readonly service: string;
  /** For API v3. */
  readonly http: Http;
  /** For API v1, whose key goes with the query. */
  readonly old: { readonly http: Http; readonly key: string } | undefined;
  readonly root: string;
  readonly pace: Pace;
  readonly clock: Clock;
}

export function openApi({ service, http, old, root, pace, clock }: Options): Api {
  const v3 = (path: string) => `${root}/api/v3/${path}`;
  const at = (headers: Headers) => Math.floor((serverTime(headers) ?? clock.now()) / 1000);

  async function listed(path: string, query: Record<string, string | number>, call: Call): Promise<Page> {
    const { body, headers } = await http.get(v3(path), { query, as: rows, pace, ...call });
    return { rows: body, at: at(headers) };
  }

  async function rolled(path: string, query: Record<string, string | number>, call: Call): Promise<CursorPage> {
    const { body, headers } = await http.get(v3(path), { query, as: rows, pace, ...call });
    const next = headers.get('next_page_cursor');
    if (next !== null && next !== '' && next === query['_cursor']) {
      throw new UpstreamError(service, `${path} leads from a page to itself.`, { reason: 'unavailable' });
    }
    return { rows: body, at: at(headers), next: next === '' ? null : next };
  }

  return {
    list: (name, page, call) => listed(name, { _page: page, _perPage: rowsPerPage }, call),
    async changed(name, { since, page }, call) {
      const [column, operator] = changing[name];
      const query = {
        _page: page,
        _perPage: name === 'tickets' ? ticketsPerPage : rowsPerPage,
        ...sorted(column, [column, operator, timeText(since)]),
      };
      const changes = await listed(name, query, call);
      return { ...changes, isLast: changes.rows.length === 0 };
    },
    dated(name, { since, cursor }, call) {
      const column = dated[name];
      const query = { _perPage: rowsPerPage, ...sorted(column, [column, '>=', timeText(since)]), ...following(cursor) };
      return rolled(name, query, call);
    },
    ofTickets(name, { tickets, cursor }, call) {
      const filters = JSON.stringify([['conversationid', 'IN', tickets.join(',')]]);
      return rolled(name, { _perPage: rowsPerPage, _filters: filters, ...following(cursor) }, call);
    },
    async messages(ticket, page, call) {
      const query = { _page: page, _perPage: rowsPerPage, includeQuotedMessages: 'false' };
      const { rows } = await listed(`tickets/${encodeURIComponent(ticket)}/messages`, query, call);
      return { rows, isLast: rows.length < rowsPerPage };
    },
    history: async (ticket, call) => (await listed(`tickets/${encodeURIComponent(ticket)}/history`, {}, call)).rows,
    async one(name, id, call) {
      const { body } = await http.get(v3(`${name}/${encodeURIComponent(id)}`), { as: z.unknown(), pace, ...call });
      return body;
    },
    async ping(call) {
      return await http.get(v3('ping'), { as: z.unknown(), pace, ...call });
    },
    async ratings({ from, to, offset }, call) {
      if (old === undefined) return [];
      const { body } = await old.http.get(`${root}/api/reports/ranking`, {
        query: {
          apikey: old.key,
          date_from: from,
          date_to: to,
          columns: ratingColumns,
          limitfrom: offset,
          limitcount: ratingsPerPage,
        },
        as: ranks,
        pace,
        ...call,
      });
      return body.response.ranks;
    },
  };
}

function sorted(column: string, filter: readonly string[]) {
  return { _sortField: column, _sortDir: 'ASC', _filters: JSON.stringify([filter]) };
}

function following(cursor: string | null): Record<string, string> {
  return cursor === null ? {} : { _cursor: cursor };
}
