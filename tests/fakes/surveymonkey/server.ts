import { createHmac } from 'node:crypto';
import type { SurveymonkeySettings } from '../../../src/adapters/helpdesk/surveymonkey/settings.ts';
import {
  answerBy,
  startHelpdeskServer,
  type Answered,
  type Asked,
  type HelpdeskServer,
} from '../../helpers/helpdesk-server.ts';

/** A response as SurveyMonkey's API gives it; a test may put anything into a field. */
export interface ResponseRow {
  id: string;
  survey_id: string;
  date_modified: string;
  [field: string]: unknown;
}

export interface SurveymonkeyOptions {
  /** Its clock, epoch milliseconds. */
  readonly now: () => number;
  /** Rows of a page at most. */
  readonly pageSize?: number;
  /** How many rows of a page come again on the next. */
  readonly repeatedRows?: number;
  /** Requests of an app, in a minute and a day; 120 and 500 at SurveyMonkey. */
  readonly limits?: { readonly minute: number; readonly day: number };
}

/** A SurveyMonkey account on this machine. */
export interface FakeSurveymonkey extends HelpdeskServer {
  readonly settings: SurveymonkeySettings;
  /** Designs by survey. */
  readonly surveys: Map<string, object>;
  readonly responses: ResponseRow[];
  /** Scopes the token lacks: parts of paths. */
  readonly lacking: Set<string>;
  /** When it was asked more than its limits allow, epoch milliseconds. */
  readonly refusals: number[];
  /** What it takes as the access token from now on. */
  token: string;
  /** Creates the response or changes the fields given. */
  save(response: Partial<ResponseRow> & { id: string; survey_id: string }, at: number): void;
}

const largestPage = 100;
const filters = [
  'start_modified_at',
  'end_modified_at',
  'start_created_at',
  'end_created_at',
  'status',
  'sort_by',
  'sort_order',
];
const dayMs = 86_400_000;

export async function startSurveymonkey(options: SurveymonkeyOptions): Promise<FakeSurveymonkey> {
  const { now, pageSize = largestPage, repeatedRows = 0, limits } = options;
  const surveys = new Map<string, object>();
  const responses: ResponseRow[] = [];
  const lacking = new Set<string>();
  const refusals: number[] = [];
  let asked: number[] = [];

  /** Responses of a survey that the query asks for; undefined when it asks for what is not documented. */
  function chosen(survey: string, { query }: Asked): ResponseRow[] | undefined {
    if (query.get('sort_by') !== 'date_modified' || query.get('sort_order') !== 'ASC') return undefined;
    const after = query.get('start_modified_at') ?? '1970-01-01T00:00:00';
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(after)) return undefined;
    return responses
      .filter((row) => row.survey_id === survey && row['response_status'] === query.get('status'))
      .filter((row) => row.date_modified.slice(0, 19) > after)
      .toSorted((a, b) => a.date_modified.localeCompare(b.date_modified));
  }

  const answer = answerBy([
    { path: /\/v3\/users\/me/, answer: () => ok({ id: '1', username: 'bot', account_type: 'team_advantage' }) },
    {
      path: /\/v3\/surveys\/(?<survey>\d+)\/details/,
      answer({ parts }) {
        const design = surveys.get(parts['survey'] ?? '');
        return design === undefined ? refused(404, 1020) : ok(design);
      },
    },
    {
      path: /\/v3\/surveys\/(?<survey>\d+)\/responses\/bulk/,
      parameters: ['page', 'per_page', ...filters],
      answer(asked) {
        const { query, parts } = asked;
        const survey = parts['survey'] ?? '';
        const perPage = Number(query.get('per_page') ?? 50);
        if (!surveys.has(survey)) return refused(404, 1020);
        const rows = chosen(survey, asked);
        if (rows === undefined || !(perPage >= 1 && perPage <= largestPage)) return refused(400, 1003);
        const page = Number(query.get('page') ?? 1);
        const size = Math.min(perPage, pageSize);
        const begin = (page - 1) * Math.max(1, size - repeatedRows);
        const isLast = begin + size >= rows.length;
        const self = `${server.url}/v3/surveys/${survey}/responses/bulk`;
        return ok({
          data: rows.slice(begin, begin + size),
          per_page: size,
          page,
          total: rows.length,
          links: { self, ...(!isLast && { next: `${self}?page=${page + 1}&per_page=${size}` }) },
        });
      },
    },
    {
      path: /\/v3\/surveys\/(?<survey>\d+)\/responses\/(?<id>[^/]+)\/details/,
      answer({ parts }) {
        const row = responses.find(({ id, survey_id }) => id === parts['id'] && survey_id === parts['survey']);
        return row === undefined ? refused(404, 1020) : ok(row);
      },
    },
  ]);

  function receive(request: Asked): Answered {
    if (request.headers.authorization !== `bearer ${server.token}`) return refused(401, 1011);
    asked = asked.filter((at) => at > now() - dayMs);
    const minute = asked.filter((at) => at > now() - 60_000);
    const headers = limits && limitHeaders({ asked, minute, limits, now: now() });
    if (limits && (asked.length >= limits.day || minute.length >= limits.minute)) {
      refusals.push(now());
      return { ...refused(429, 1040), ...(headers && { headers }) };
    }
    asked.push(now());
    const answered = [...lacking].some((part) => request.path.includes(part)) ? refused(403, 1014) : answer(request);
    return { ...answered, ...(headers && { headers }) };
  }

  const helpdesk = await startHelpdeskServer(receive, { now });
  const settings: SurveymonkeySettings = {
    name: 'acme-surveys',
    kind: 'surveymonkey',
    token: 'the access token of acme',
    region: 'us',
    url: helpdesk.url,
    questions: [],
    variables: { ticket: 'ticket_id', agent: 'agent', team: 'team', customer: 'customer' },
    webhook_secret: 'the secret of the app',
  };
  // One object, as the server reads what a test sets on it.
  const server: FakeSurveymonkey = Object.assign(helpdesk, {
    settings,
    surveys,
    responses,
    lacking,
    refusals,
    token: settings.token,
    save(input: Partial<ResponseRow> & { id: string; survey_id: string }, at: number) {
      const before = responses.findIndex(({ id }) => id === input.id);
      const date_modified = new Date(at * 1000).toISOString().replace('.000Z', '+00:00');
      const row = { ...freshResponse, date_created: date_modified, ...responses[before], date_modified, ...input };
      if (before === -1) responses.push(row);
      else responses[before] = row;
    },
  });
  return server;
}

const freshResponse = {
  response_status: 'completed',
  collection_mode: 'default',
  total_time: 144,
  custom_variables: {},
  ip_address: '192.0.2.7',
  pages: [],
};

/** The headers of an event as SurveyMonkey signs it. */
export function signed(body: string, secret: string): Record<string, string> {
  const signature = createHmac('sha1', `client-id&${secret}`).update(body).digest('base64');
  return { 'sm-apikey': 'client-id', 'sm-signature': signature };
}

/** A survey's design with one question of so many choices, and a text question. */
export function design(question: string, choices: readonly object[]): object {
  const numbered = choices.map((choice, index) => ({ id: `${question}${index + 1}`, position: index + 1, ...choice }));
  const rating = { id: question, family: 'matrix', subtype: 'rating', answers: { rows: [], choices: numbered } };
  return { pages: [{ id: '1', questions: [rating, { id: '900', family: 'open_ended', subtype: 'essay' }] }] };
}

/** The pages of a response that chose so many from the first choice on, and wrote a comment. */
export function answers(question: string, choice: number, comment?: string): object[] {
  const chosen = { id: question, answers: [{ row_id: '1', choice_id: `${question}${choice}` }] };
  const written = comment === undefined ? [] : [{ id: '900', answers: [{ text: comment }] }];
  return [{ id: '1', questions: [chosen, ...written] }];
}

function limitHeaders(used: {
  asked: readonly number[];
  minute: readonly number[];
  limits: { minute: number; day: number };
  now: number;
}): Record<string, string> {
  const { asked, minute, limits, now } = used;
  const until = (oldest: number | undefined, window: number) =>
    String(Math.ceil(((oldest ?? now) + window - now) / 1000));
  const prefix = 'X-Ratelimit-App-Global';
  return {
    [`${prefix}-Minute-Limit`]: String(limits.minute),
    [`${prefix}-Minute-Remaining`]: String(Math.max(0, limits.minute - minute.length - 1)),
    [`${prefix}-Minute-Reset`]: until(minute[0], 60_000),
    [`${prefix}-Day-Limit`]: String(limits.day),
    [`${prefix}-Day-Remaining`]: String(Math.max(0, limits.day - asked.length - 1)),
    [`${prefix}-Day-Reset`]: until(asked[0], dayMs),
  };
}

function refused(status: number, id: number): Answered {
  return { status, body: { error: { id, http_status_code: status } } };
}

function ok(body: unknown): Answered {
  return { status: 200, body };
}
