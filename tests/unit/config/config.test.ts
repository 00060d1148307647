import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig, type Config } from '../../../src/config/index.ts';
import { UserError } from '../../../src/errors.ts';

let folder: string;
let path: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskpulse-config-'));
  path = join(folder, 'deskpulse.yaml');
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(yaml: string, env: Record<string, string> = {}): Config {
  writeFileSync(path, yaml);
  return readConfig({ DESKPULSE_CONFIG: path, ...env });
}

/** What is wrong, a line each. */
function problems(yaml: string, env: Record<string, string> = {}): string[] {
  try {
    read(yaml, env);
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'bad-config')) throw error;
    const [, ...lines] = error.message.replaceAll(path, 'deskpulse.yaml').split('\n');
    return lines.map((line) => line.trim());
  }
  return [];
}

const desk = 'name: acme, kind: zendesk, url: https://acme.zendesk.com, email: a@example.com, token: t';
const other = 'name: emea, kind: chatwoot, url: https://emea.example.com, token: t, account: 1';
const schedule = 'name: office, timezone: UTC, hours: { weekdays: 09:00-17:00 }';
const digest = `name: Morning, at: '09:00', channels: ['slack:C1']`;

describe('settings', () => {
  test('have defaults for everything', () => {
    expect(read('')).toEqual({
      data: './data',
      host: '127.0.0.1',
      port: 3978,
      databaseUrl: undefined,
      redisUrl: undefined,
      logLevel: 'info',
      chats: { playground: {} },
      timezone: 'UTC',
      week_start: 'monday',
      desks: [],
      sync_every: 300,
      digests: [],
      nudges: { enabled: true, before: [1800] },
      schedules: [],
      slas: [],
      goals: {},
      people: [],
      privacy: { individuals: 'on' },
    });
  });

  test('need no file', () => {
    const before = process.cwd();
    process.chdir(mkdtempSync(join(folder, 'empty-')));
    expect(readConfig({}).timezone).toBe('UTC');
    process.chdir(before);
  });

  test('are unset by an empty variable', () => {
    expect(read('', { HOST: '', PORT: '', REDIS_URL: '' })).toMatchObject({ host: '127.0.0.1', port: 3978 });
  });

  test('take ${NAME} from the environment, as text and never as YAML', () => {
    const { desks } = read(`desks: [{ ${desk.replace('token: t', 'token: "${A}-${B}"')} }]`, { A: 'x', B: 'y: [' });
    expect(desks[0]).toMatchObject({ token: 'x-y: [' });
  });

  test.each([
    ['from the environment', '', { SLACK_BOT_TOKEN: 'b', SLACK_SIGNING_SECRET: 's' }],
    ['from the file', 'slack: { bot_token: b, signing_secret: s }', {}],
    ['from both, the environment first', 'slack: { bot_token: old, signing_secret: s }', { SLACK_BOT_TOKEN: 'b' }],
  ])('of Slack come %s', (_, yaml, env) => {
    expect(read(yaml, env).chats.slack).toEqual({ botToken: 'b', signingSecret: 's' });
  });

  test('of Teams come under botbuilder’s own names, and from the file', () => {
    const env = { MicrosoftAppId: 'id', MicrosoftAppPassword: 'p', ToChannelFromBotLoginUrl: 'http://127.0.0.1:1/' };
    expect(read('teams: { app_id: old, service_url_hosts: [teams.example] }', env).chats.teams).toEqual({
      appId: 'id',
      appPassword: 'p',
      appType: 'MultiTenant',
      ToChannelFromBotLoginUrl: 'http://127.0.0.1:1/',
      serviceUrlHosts: ['teams.example'],
    });
  });
});

describe('the playground', () => {
  const slack = { SLACK_BOT_TOKEN: 'b', SLACK_SIGNING_SECRET: 's' };
  test.each([
    [true, {}],
    [true, { HOST: '::1' }],
    [true, { HOST: 'localhost' }],
    [false, { HOST: '0.0.0.0' }],
    [false, { HOST: '192.168.1.5' }],
    [false, { DESKPULSE_PLAYGROUND: 'off' }],
    [false, slack],
    [false, { MicrosoftAppId: 'id', MicrosoftAppPassword: 'p' }],
    [true, { ...slack, DESKPULSE_PLAYGROUND: 'on' }],
  ])('is open: %s, with %o', (isOpen, env) => {
    expect('playground' in read('', env).chats).toBe(isOpen);
  });

  test('is refused where others could reach it', () => {
    expect(problems('', { HOST: '0.0.0.0', DESKPULSE_PLAYGROUND: 'on' })).toEqual([
      'DESKPULSE_PLAYGROUND: the playground is open to whoever reaches it and is served only while HOST is a loopback address',
    ]);
  });
});

test.each([
  ['timezone: Atens', '1:11 timezone: expected an IANA zone such as Europe/Athens, got "Atens"'],
  ['timezone: 5', '1:11 timezone: expected text, got 5'],
  ['timezone:', '1:10 timezone: expected text, got nothing'],
  ['week_start: funday', '1:13 week_start: expected monday, sunday or saturday, got "funday"'],
  ['\nweek_stat: monday', '2:1 week_stat: unknown setting; expected timezone, week_start,'],
  ['desks: {}', '1:8 desks: expected a list, got settings'],
  ['desks: [{ kind: zendeks }]', '1:17 desks[0].kind: expected '],
  ['desks:\n  - { kind: zendesk }', '2:5 desks[0].name: missing; expected text'],
  [
    `desks: [{ ${desk}, tokn: x }]`,
    'desks[0].tokn: unknown setting; expected name, kind, url, email, token or webhook_secret',
  ],
  [`desks: [{ ${desk} }, { ${desk} }]`, 'desks[1].name: expected each name once, got "acme" again'],
  [`desks: [{ ${desk.replace('acme,', 'sample,')} }]`, 'desks[0].name: expected another name: sample is the sample'],
  ['sync_every: 5x', '1:13 sync_every: A duration is written 30m, 2h or 1d; got "5x"'],
  [`digests: [{ ${digest}, days: never }]`, 'digests[0].days: expected daily or weekdays, or a list, got "never"'],
  [`digests: [{ ${digest} }, { ${digest} }]`, 'digests[1].name: expected each name once, got "Morning" again'],
  [`digests: [{ ${digest}, sections: [weather] }]`, 'digests[0].sections[0]: expected one of top, backlog, risk; got'],
  [
    `digests: [{ ${digest.replace('slack', 'slak')} }]`,
    'expected a channel of slack, teams, playground; got one of "slak"',
  ],
  [`digests: [{ name: x, at: '09:00', channels: [] }]`, 'digests[0].channels: expected an entry or more, got none'],
  ['nudges: { enabled: maybe }', 'nudges.enabled: expected true or false, got "maybe"'],
  [
    'schedules: [{ name: a, timezone: Mars, hours: { monday: 09:00-17:00 } }]',
    'schedules[0].timezone: expected an IANA zone such as Europe/Athens, got "Mars"',
  ],
  [
    'schedules: [{ name: a, timezone: UTC, hours: { monday: 9-5 } }]',
    'schedules[0].hours.monday: expected shifts such as 09:00-13:00, 14:00-18:00, got "9-5"',
  ],
  ['schedules: [{ name: a, timezone: UTC, hours: {} }]', 'schedules[0].hours: expected an open day or more'],
  [
    `schedules: [{ ${schedule}, holidays: [2026-02-30] }]`,
    'schedules[0].holidays[0]: expected dates that exist, the earlier first',
  ],
  [`schedules: [{ ${schedule} }, { ${schedule} }]`, 'schedules[1].name: expected each name once, got "office" again'],
  [
    'slas: [{ name: s, hours: calendar, first_reply: 1d }]',
    'slas[0].first_reply: expected minutes or hours, such as 30m or 8h, got "1d"',
  ],
  ['slas: [{ name: s, hours: calendar }]', 'slas[0]: expected a target or more: first_reply, next_reply or resolution'],
  [
    'slas: [{ name: s, first_reply: 1h }]',
    'slas[0].hours: expected a schedule for all desks to count business hours by, or hours: calendar',
  ],
  [
    `schedules: [{ ${schedule} }]\nslas: [{ name: s, schedule: ofice, first_reply: 1h }]`,
    'slas[0].schedule: expected the name of a schedule (office); got "ofice"',
  ],
  [
    'goals: { csat: high }',
    '1:16 goals.csat: expected a comparison such as ">= 90" or, for durations, "<= 4h"; got "high"',
  ],
  ['goals: { frt: ">= 90" }', 'goals.frt: expected a comparison'],
  ['goals: { fun: "> 1" }', 'goals.fun: there is no metric of this name; there are csat,'],
  [
    'people: [{ email: ana, role: agent }]',
    'people[0].email: expected an e-mail address such as ana@example.com, got "ana"',
  ],
  ['people: [{ email: a@b.cd, role: boss }]', 'people[0].role: expected agent, lead, manager or admin, got "boss"'],
  [
    'people: [{ email: a@b.cd, role: lead }, { email: A@b.cd, role: agent }]',
    'people[1].email: expected each email once, got "a@b.cd" again',
  ],
  ['timezone: ${ZONE}', '1:11 timezone: ${ZONE} is not set in the environment'],
])('%s is a problem', (yaml, problem) => {
  expect(problems(yaml)[0]).toMatch(/^deskpulse\.yaml:\d+:\d+ /);
  expect(problems(yaml)[0]).toContain(problem);
});

test.each([
  [[], `desks: [{ ${desk} }]`],
  [[], `desks: [{ ${desk} }, { ${other} }]\nschedules: [{ ${schedule}, desks: [emea] }]`],
  [[expect.stringContaining('expected a schedule for all desks')], `desks: [{ ${desk} }, { ${other} }]`],
  [[expect.stringContaining('expected a schedule for all desks')], `schedules: [{ ${schedule}, desks: [emea] }]`],
])(
  'a policy in business hours needs a desk to have a schedule, or to be able to tell one: %o for %s',
  (found, yaml) => {
    expect(problems(`${yaml}\nslas: [{ name: s, first_reply: 1h }]`)).toEqual(found);
  },
);

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
/** Each of eight aliases of the line before. */
const deepAliases = names
  .slice(1)
  .map((name, index) => `${name}: &${name} [${Array(8).fill(`*${names[index]}`).join(', ')}]`)
  .join('\n');

test.each([
  ['timezone: [', '1:12: no YAML: '],
  ['a: 1\na: 2\n', '2:1: no YAML: Map keys must be unique'],
  ['--- a\n--- b\n', 'no YAML: '],
  ['timezone: *zone', '1:11: no YAML: an alias (*name) has no anchor (&name) before it'],
  ['goals: &all\n  csat: *all', '2:9: no YAML: an alias (*name) stands for what it is a part of'],
  ['people: &all [{ email: ana@acme.example, role: *all }]', '1:48: no YAML: an alias (*name) stands for'],
  [`a: &a [x, x, x, x, x, x, x, x]\n${deepAliases}`, ': no YAML: aliases (*name) repeat too much'],
])('%j is no YAML', (yaml, problem) => {
  expect(problems(yaml)).toEqual([expect.stringContaining(problem)]);
});

test.each([
  ['PORT', '99999', 'PORT: expected a port from 0 to 65535, got "99999"'],
  ['PORT', '80 ', 'PORT: expected a port from 0 to 65535, got "80 "'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL: expected debug, info, warn, error or silent, got "loud"'],
  ['DESKPULSE_PLAYGROUND', 'yes', 'DESKPULSE_PLAYGROUND: expected on or off, got "yes"'],
  [
    'DATABASE_URL',
    'mysql://localhost/kpi',
    'DATABASE_URL: expected postgres:// or postgresql:// and a host, got "mysql://localhost/kpi"',
  ],
  ['REDIS_URL', 'localhost', 'REDIS_URL: expected redis:// or rediss:// and a host, got "localhost"'],
  ['SLACK_API_URL', 'slack', 'SLACK_API_URL: expected an address such as https://example.com, got "slack"'],
  ['MicrosoftAppType', 'Solo', 'MicrosoftAppType: expected MultiTenant or SingleTenant, got "Solo"'],
])('%s=%s is a problem', (name, value, problem) => {
  expect(problems('', { [name]: value })).toContain(problem);
});

test('a chat that is half configured says what is missing, and where it can stand', () => {
  expect(problems('', { SLACK_APP_TOKEN: 'a', MicrosoftAppPassword: 'p' })).toEqual([
    'SLACK_BOT_TOKEN (or slack.bot_token): missing; expected text',
    'MicrosoftAppId (or teams.app_id): missing; expected text',
  ]);
  const noWay = expect.stringContaining('slack: Slack needs a way to receive: a signing secret (SLACK_SIGNING_SECRET)');
  expect(problems('', { SLACK_BOT_TOKEN: 'b' })).toEqual([noWay]);
  expect(problems('slack: { bot_token: b }')).toEqual([noWay]);
  expect(problems('slack: { bot_token: b, signing_secret: s, api_url: here }')).toEqual([
    'deskpulse.yaml:1:52 slack.api_url: expected an address such as https://example.com, got "here"',
  ]);
});

test('problems are counted', () => {
  expect(() => read('wat: 1')).toThrow('The configuration has one problem:\n');
  expect(() => read('wat: 1\nwot: 1')).toThrow('The configuration has 2 problems:\n');
});

test('every problem of the file and the environment is listed at once', () => {
  const yaml = 'timezone: Atens\nslack: { app_token: a }\ngoals: { fun: "> 1" }\nwat: 1\n';
  expect(problems(yaml, { PORT: 'http', MicrosoftAppId: 'id' }).map((line) => line.split(': ')[0])).toEqual([
    'deskpulse.yaml:1:11 timezone',
    'deskpulse.yaml:3:15 goals.fun',
    'deskpulse.yaml:4:1 wat',
    'PORT',
    'SLACK_BOT_TOKEN (or slack.bot_token)',
    'MicrosoftAppPassword (or teams.app_password)',
  ]);
});

test.each([
  ['a token that is no text', 'desks: [{ kind: zendesk, token: [hush] }]', {}],
  ['a token in the wrong place', 'desks: [{ kind: zendesk, tokens: hush }]', {}],
  ['an address with a password', `desks: [{ kind: zendesk, url: 'ftp://me:hush@acme.example' }]`, {}],
  ['the address of a Redis', '', { REDIS_URL: 'http://:hush@127.0.0.1' }],
  ['what a variable holds', 'timezone: ${ZONE}', { ZONE: 'hush' }],
  ['a file of another kind', 'TOKEN=hush', {}],
  ['an alias', 'slack: { bot_token: *hush }', {}],
])('a problem does not show a secret: %s', (_, yaml, env) => {
  const found = problems(yaml, env);
  expect(found).not.toEqual([]);
  expect(found.join('\n')).not.toContain('hush');
});

test('a file that DESKPULSE_CONFIG names has to be there', () => {
  expect(() => readConfig({ DESKPULSE_CONFIG: '/nowhere/deskpulse.yaml' })).toThrow(
    'The configuration has one problem:\n  /nowhere/deskpulse.yaml: there is no such file; correct DESKPULSE_CONFIG',
  );
});
