import { createHash } from 'node:crypto';
import type { VtigerSettings } from '../../../src/adapters/helpdesk/vtiger/settings.ts';
import { startHelpdeskServer, type Answered, type Asked, type HelpdeskServer } from '../../helpers/helpdesk-server.ts';
import { answerQuery } from './query.ts';
import { modulesOf, prefixes, type EditionName } from './rows.ts';
import { openVtigerState, type VtigerState } from './state.ts';

export interface VtigerOptions {
  readonly edition: EditionName;
  /** Its clock, epoch milliseconds. */
  readonly now: () => number;
  readonly pageSize?: number;
}

/** A Vtiger on this machine. Change what it holds through the state's own methods. */
export interface FakeVtiger extends VtigerState, HelpdeskServer {
  /** What a desk of the configuration would say to read it. */
  readonly settings: VtigerSettings;
  /** What it takes as the access key from now on; sessions that were opened with another go on. */
  accessKey: string;
  /** Modules that the user may not read, or that were not bought. */
  readonly absent: Set<string>;
  /** Ids of records that the user may not see. */
  readonly hidden: Set<string>;
  /** `broken`: the operation dies and leaves no body. `refused`: the user is no administrator. */
  sync: 'works' | 'broken' | 'refused';
  /** The limits of the Cloud, and how often they were overstepped. */
  limits: { minute: number; hour: number };
  overstepped: number;
  /** Sessions end as after half an hour without a request. */
  endSessions(): void;
  /** Somebody else signs in as the same user, once, after our next challenge: it becomes useless. */
  takeChallenge(): void;
}

/** More than the tests need: those about limits set the limits of an edition. */
const generous = { minute: 10_000, hour: 100_000 };
const username = 'bot@acme.example';
const parametersOf: Readonly<Record<string, readonly string[]>> = {
  query: ['query'],
  describe: ['elementType'],
  listtypes: [],
  sync: ['modifiedTime', 'elementType', 'syncType'],
};

export async function startVtiger({ edition, now, pageSize = 100 }: VtigerOptions): Promise<FakeVtiger> {
  const state = openVtigerState(edition, now);
  const modules = modulesOf(edition);
  const sessions = new Set<string>();
  const askedAt: number[] = [];
  let challenge: string | undefined;
  let isTaken = false;
  let count = 0;

  /** One operation, signed in. */
  function perform(operation: string, query: URLSearchParams): Answered {
    const expected = parametersOf[operation];
    if (expected === undefined) return failed('UNKNOWN_OPERATION');
    if ([...query.keys()].some((name) => !expected.includes(name))) return failed('UNKNOWN_PARAMETER');
    const module = query.get('elementType') ?? '';
    if (operation === 'listtypes') {
      return ok({ types: Object.keys(modules).filter((name) => !vtiger.absent.has(name)), information: {} });
    }
    if (operation === 'describe') {
      if (modules[module] === undefined || vtiger.absent.has(module)) return failed('ACCESS_DENIED');
      const fields = Object.keys(modules[module]).map((name) => ({ name, label: name, type: { name: 'string' } }));
      return ok({ name: module, label: module, idPrefix: String(prefixes[edition][module]), isEntity: true, fields });
    }
    if (operation === 'sync') return performSync(query);
    count += 1;
    const rows = answerQuery(query.get('query') ?? '', {
      modules,
      rows: state.rows,
      mayRead: (name) => !vtiger.absent.has(name),
      largestPage: pageSize,
      hidden: vtiger.hidden,
      seed: count,
    });
    return Array.isArray(rows) ? ok(rows) : failed(rows.code);
  }

  function performSync(query: URLSearchParams): Answered {
    if (vtiger.sync === 'broken') return { status: 200, body: '' };
    const isForAll = query.get('syncType') === 'application';
    if (vtiger.sync === 'refused' || !isForAll) return failed('ACCESS_DENIED');
    const since = Number(query.get('modifiedTime'));
    const changed = state.changedAfter(query.get('elementType') ?? '', since);
    const until = changed[pageSize - 1]?.second ?? changed.at(-1)?.second ?? since;
    const page = changed.filter(({ second }) => second <= until);
    return ok({
      updated: page.filter(({ isDeleted }) => !isDeleted).map(({ row }) => row),
      deleted: page.filter(({ isDeleted }) => isDeleted).map(({ row }) => row.id),
      more: page.length < changed.length,
      lastModifiedTime: until,
    });
  }

  function answerCloud({ method, path, query, headers }: Asked): Answered {
    const credentials = Buffer.from(`${username}:${vtiger.accessKey}`).toString('base64');
    if (headers.authorization !== `Basic ${credentials}`) return { status: 401, body: { success: false } };
    const operation = /^\/restapi\/v1\/vtiger\/default\/(\w+)$/.exec(path)?.[1];
    if (operation === undefined || method !== 'GET') return { status: 404, body: { success: false } };
    const since = (ms: number) => askedAt.filter((at) => at > now() - ms).length;
    const [minute, hour] = [since(60_000), since(3_600_000)];
    const isTooMuch = minute >= vtiger.limits.minute || hour >= vtiger.limits.hour;
    if (isTooMuch) vtiger.overstepped += 1;
    else askedAt.push(now());
    const oldest = askedAt.find((at) => at > now() - 60_000) ?? now();
    return {
      ...(isTooMuch ? { status: 429, body: { success: false } } : perform(operation, query)),
      headers: {
        'x-floodcontrol-minutelimit': String(vtiger.limits.minute),
        'x-floodcontrol-remaining': String(Math.max(0, vtiger.limits.minute - minute - 1)),
        'x-floodcontrol-reset': String(Math.ceil((oldest + 60_000) / 1000)),
      },
    };
  }

  function answerOpenSource({ method, path, query, body }: Asked): Answered {
    if (path !== '/crm/webservice.php') return { status: 404, body: '<html>Not Found</html>' };
    if (method === 'POST') return signIn(new URLSearchParams(body));
    const operation = query.get('operation') ?? '';
    if (operation === 'getchallenge') {
      challenge = `challenge-${(count += 1)}`;
      const answered = ok({ token: challenge, serverTime: Math.floor(now() / 1000) });
      if (isTaken) challenge = undefined;
      isTaken = false;
      return query.get('username') === username ? answered : failed('AUTHENTICATION_FAILURE');
    }
    const session = query.get('sessionName');
    if (session === null) return failed('AUTHENTICATION_REQUIRED');
    if (!sessions.has(session)) return failed('INVALID_SESSIONID');
    const rest = new URLSearchParams(query);
    rest.delete('operation');
    rest.delete('sessionName');
    return perform(operation, rest);
  }

  function signIn(form: URLSearchParams): Answered {
    if (form.get('operation') !== 'login') return failed('UNKNOWN_OPERATION');
    if (form.get('username') !== username || challenge === undefined) return failed('INVALID_AUTH_TOKEN');
    const expected = createHash('md5').update(`${challenge}${vtiger.accessKey}`).digest('hex');
    if (form.get('accessKey') !== expected) return failed('INVALID_USER_CREDENTIALS');
    const sessionName = `session-${(count += 1)}`;
    sessions.add(sessionName);
    return ok({ sessionName, userId: '19x1', version: '0.22', vtigerVersion: '8.0.0' });
  }

  const server = await startHelpdeskServer(edition === 'cloud' ? answerCloud : answerOpenSource, { now });
  const accessKey = 'vtiger-access-key';
  // One object, as the server reads what a test sets on it.
  const vtiger: FakeVtiger = Object.assign(server, state, {
    settings: {
      name: 'acme',
      kind: 'vtiger' as const,
      edition,
      url: edition === 'cloud' ? server.url : `${server.url}/crm`,
      username,
      access_key: accessKey,
      customers: 'contacts' as const,
      statuses: {},
      opportunities: { 'Existing Business': 'upsell' as const, 'Add-on': 'cross_sell' as const },
      requests_per_minute: generous.minute,
      requests_per_hour: generous.hour,
    },
    accessKey,
    absent: new Set<string>(),
    hidden: new Set<string>(),
    sync: 'works' as const,
    limits: generous,
    overstepped: 0,
    endSessions: () => sessions.clear(),
    takeChallenge: () => void (isTaken = true),
  });
  return vtiger;
}

function ok(result: unknown): Answered {
  return { status: 200, body: { success: true, result } };
}

/** Vtiger refuses with status 200. */
function failed(code: string): Answered {
  return { status: 200, body: { success: false, error: { code, message: 'as it words it' } } };
}
