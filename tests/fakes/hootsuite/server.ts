import { pino } from 'pino';
import { openHootsuite } from '../../../src/adapters/helpdesk/hootsuite/index.ts';
import type { HootsuiteSettings } from '../../../src/adapters/helpdesk/hootsuite/settings.ts';
import type { DeskOptions, DeskUnderTest } from '../../helpers/conformance.ts';
import {
  answerBy,
  startHelpdeskServer,
  type Answered,
  type Asked,
  type HelpdeskServer,
} from '../../helpers/helpdesk-server.ts';
import { openVirtualClock } from '../../helpers/virtual-clock.ts';

interface Member {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** An organization of Hootsuite on this machine. */
export interface FakeHootsuite extends HelpdeskServer {
  readonly settings: HootsuiteSettings;
  readonly members: Member[];
  readonly teams: { id: string; name: string; members: string[] }[];
  /** What it takes as the app's secret from now on. */
  secret: string;
  /** Whether the app may see teams. */
  seesTeams: boolean;
  /** Every token granted so far holds no longer. */
  revoke(): void;
  save(member: Member): void;
}

const organization = '7';
const tokenSeconds = 3600;
const requestsPerSecond = 20;

export async function startHootsuite({ now }: { now: () => number }): Promise<FakeHootsuite> {
  const tokens = new Map<string, number>();
  const asked: number[] = [];
  const root = `/v1/organizations/${organization}`;
  const routes = answerBy([
    { path: new RegExp(`${root}/members`), answer: () => data(hootsuite.members.map(({ id }) => ({ id }))) },
    {
      path: /\/v1\/members\/(?<id>\w+)/,
      answer: ({ parts }) => data(hootsuite.members.find(({ id }) => id === parts.id)),
    },
    {
      path: new RegExp(`${root}/teams`),
      answer: () =>
        hootsuite.seesTeams ? data(hootsuite.teams.map(({ id, name }) => ({ id, name }))) : failure(403, 1201),
    },
    {
      path: new RegExp(`${root}/teams/(?<id>\\w+)/members`),
      answer: ({ parts }) =>
        data(hootsuite.teams.find(({ id }) => id === parts.id)?.members.map((member) => ({ id: member }))),
    },
  ]);

  function answer(request: Asked): Answered {
    if (request.path === '/oauth2/token') return grant(request);
    while (asked[0] !== undefined && asked[0] <= now() - 1000) asked.shift();
    if (asked.length >= requestsPerSecond) return failure(429, 1043);
    asked.push(now());
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    if ((tokens.get(token) ?? 0) <= now()) return failure(401, 1001);
    const left = String(requestsPerSecond - asked.length);
    return { ...routes(request), headers: { 'x-account-rate-limit-requests-remaining': left } };
  }

  function grant({ method, headers, body }: Asked): Answered {
    if (method !== 'POST') return failure(404, 1010);
    const credentials = Buffer.from(`app:${hootsuite.secret}`).toString('base64');
    if (headers.authorization !== `Basic ${credentials}`) return { status: 401, body: { error: 'invalid_client' } };
    const form = new URLSearchParams(body);
    const expected = new URLSearchParams({ grant_type: 'organization_app', organization_id: organization });
    if (form.toString() !== expected.toString()) return { status: 400, body: { error: 'invalid_request' } };
    const token = `token-${tokens.size + 1}`;
    tokens.set(token, now() + tokenSeconds * 1000);
    return {
      status: 200,
      body: { access_token: token, token_type: 'bearer', expires_in: tokenSeconds, scope: 'offline' },
    };
  }

  const server = await startHelpdeskServer(answer, { now });
  const members: Member[] = [];
  const secret = 'app-secret';
  const settings = { name: 'social', kind: 'hootsuite' as const, url: server.url, organization_id: organization };
  // One object, as the server reads what a test sets on it.
  const hootsuite: FakeHootsuite = Object.assign(server, {
    settings: { ...settings, client_id: 'app', client_secret: secret },
    members,
    teams: [],
    secret,
    seesTeams: true,
    revoke: () => tokens.clear(),
    save(member: Member) {
      const at = members.findIndex(({ id }) => id === member.id);
      const fresh = { fullName: `Member ${member.id}`, email: `member-${member.id}@example.com`, isActive: true };
      members.splice(at === -1 ? members.length : at, 1, { ...fresh, ...members[at], ...member });
    },
  });
  return hootsuite;
}

export async function startHootsuiteDesk({ ahead = 0 }: DeskOptions = {}): Promise<
  DeskUnderTest & { readonly server: FakeHootsuite }
> {
  const clock = openVirtualClock('2026-03-02T09:00:00Z');
  const server = await startHootsuite({ now: () => clock.now() - ahead });
  return {
    server,
    clock,
    open: (log = pino({ level: 'silent' })) =>
      openHootsuite({ ...server.settings, client_secret: server.secret }, { log, clock }),
    fill() {
      for (let id = 11; id <= 45; id += 1) server.save({ id: String(id), fullName: `Ana Secret ${id}` });
      server.teams.push({ id: '51', name: 'Social', members: ['11', '12'] });
      server.teams.push({ id: '52', name: 'Press', members: ['12', '13'] });
    },
    change() {
      server.save({ id: '12', email: 'ana@example.com' });
      server.save({ id: '88' });
      return { changed: ['agents', '12'], added: ['agents', '88'] };
    },
    spoil() {
      server.save({ id: '91', fullName: 7 });
      server.members.push({ id: '92', fullName: 'Nobody', isActive: 'yes' });
      return ['member 91', 'member 92'];
    },
    expire() {
      server.secret = 'another-secret';
      server.revoke();
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function data(found: unknown): Answered {
  return found === undefined ? failure(404, 4000) : { status: 200, body: { data: found } };
}

function failure(status: number, code: number): Answered {
  return { status, body: { errors: [{ code, message: 'Refused', id: 'f7d32670' }] } };
}
