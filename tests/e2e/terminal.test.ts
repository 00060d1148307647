import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acme, openAcme } from '../helpers/acme.ts';
import { openHome, type Home } from '../helpers/home.ts';
import { until } from '../helpers/until.ts';

const people = [
  { email: 'ana@example.com', role: 'agent' },
  { email: 'lena@example.com', role: 'lead', team: 'billing' },
  { email: 'max@example.com', role: 'manager' },
];
const config = { timezone: acme.timezone, people };
const at = ['--now', acme.now];
let template: Home;

beforeAll(async () => {
  template = await openAcme(config);
});
afterAll(async () => await template[Symbol.asyncDispose]());

/** The answer to "csat last-week", computed by hand: Wilson's interval of 143 in 164, and of nothing else. */
const csat = {
  metric: 'csat',
  unit: 'percent',
  value: expect.closeTo(87.1951219512, 9),
  n: 164,
  interval: [expect.closeTo(81.2175, 4), expect.closeTo(91.4701, 4)],
  stats: { mean: null, median: null, p90: null },
  period: {
    label: 'last week',
    from: '2026-11-09T00:00:00+02:00',
    to: '2026-11-16T00:00:00+02:00',
    timezone: 'Europe/Athens',
  },
  previous: {
    value: expect.closeTo(90.0584795322, 9),
    n: 171,
    from: '2026-11-02T00:00:00+02:00',
    to: '2026-11-09T00:00:00+02:00',
  },
  change: expect.closeTo(-2.8633575809, 9),
  withinNoise: true,
  goal: null,
  connected: true,
  filters: {},
  breakdown: [],
  series: [
    { from: '2026-11-09T00:00:00+02:00', value: 85, n: 20 },
    { from: '2026-11-10T00:00:00+02:00', value: 87.5, n: 24 },
    { from: '2026-11-11T00:00:00+02:00', value: 87.5, n: 24 },
    { from: '2026-11-12T00:00:00+02:00', value: 87.5, n: 24 },
    { from: '2026-11-13T00:00:00+02:00', value: 87.5, n: 24 },
    { from: '2026-11-14T00:00:00+02:00', value: 87.5, n: 24 },
    { from: '2026-11-15T00:00:00+02:00', value: 87.5, n: 24 },
  ],
  beside: [],
  asOf: '2026-11-19T10:30:00+02:00',
  notes: [],
};

const teams = [
  {
    key: { team: 'shipping' },
    value: expect.closeTo(86.2903225806, 9),
    n: 124,
    interval: [expect.closeTo(79.1387, 4), expect.closeTo(91.261, 4)],
  },
  { key: { team: 'billing' }, value: 90, n: 40, interval: [expect.closeTo(76.9482, 4), expect.closeTo(96.042, 4)] },
];

describe.each([
  ['by itself', false],
  ['through the running bot', true],
])('the terminal %s', (_, isRunning) => {
  let home: Home;
  const program = new AsyncDisposableStack();

  beforeAll(async () => {
    home = await template.copy(config);
    if (!isRunning) return;
    const bot = program.use(await home.start());
    await bot.waitFor(/Stop with Ctrl-C/);
  });
  afterAll(async () => {
    await program.disposeAsync();
    await home[Symbol.asyncDispose]();
  });

  async function json(args: readonly string[]): Promise<unknown> {
    const { code, stdout, stderr } = await home.terminal(['kpi', ...args, '--json', ...at]);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout);
  }

  test('answers a question as JSON', async () => {
    expect(await json(['csat last-week'])).toEqual(csat);
  });

  test('answers a question by team, its words unquoted', async () => {
    expect(await json(['csat', 'last-week', 'by', 'team'])).toEqual({ ...csat, breakdown: teams });
  });

  test('answers a question as text, without colour', async () => {
    const { code, stdout, stderr } = await home.terminal(['kpi', 'csat last-week', ...at]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^CSAT 87\.2 % last week, down 2\.9 points \(n = 164, within noise\)\n/);
    expect(stdout).toContain('Mon 9 – Sun 15 Nov 2026, Europe/Athens');
    expect(stdout).not.toContain('\u001B');
  });

  test('answers in the zone it is told', async () => {
    // In UTC the first 20 ratings of Athens' Monday still came on Sunday.
    const value = expect.closeTo((100 * 126) / 144, 9);
    const period = { from: '2026-11-09T00:00:00+00:00', to: '2026-11-16T00:00:00+00:00', timezone: 'UTC' };
    expect(await json(['csat last-week', '--tz', 'UTC'])).toMatchObject({ value, n: 144, period });
  });

  test.each([
    ['', { command: 'default-card' }],
    ['tickets last week', { metric: 'tickets', value: 2 }],
    ['solved last week', { metric: 'solved', value: 2 }],
    ['frt last week agent:ana@example.com', { metric: 'frt', unit: 'duration', value: 1800, n: 1 }],
    ['reopen-rate last week', { metric: 'reopen-rate', value: 50, n: 2 }],
    ['nps last week', { metric: 'nps', value: null, n: 0, connected: false }],
    ['top last-week', { command: 'top', eligible: 0 }],
    ['risk', { command: 'risk', customers: [] }],
    [
      'sla next 2h',
      { command: 'sla-outlook', total: 1, tickets: [{ id: 't3', targetAt: '2026-11-19T12:00:00+02:00' }] },
    ],
    ['help', { command: 'help' }],
    ['list periods', { command: 'list', what: 'periods' }],
    ['explain csat', { command: 'explain', metric: 'csat' }],
  ])('understands "%s"', async (text, expected) => {
    expect(await json([text])).toMatchObject(expected);
  });

  test.each([
    ['a guest sees teams instead', 'guest@example.com', ['team'], ['shipping', 'billing']],
    ['an agent sees themselves', 'ana@example.com', ['agent'], ['Ana Ray']],
    ['a lead sees their team', 'lena@example.com', ['agent'], ['Ana Ray']],
    ['a manager sees everybody', 'max@example.com', ['agent'], ['Nikos Fox', 'Ana Ray']],
  ])('of figures by agent, %s', async (_, email, dimensions, names) => {
    const { breakdown } = (await json(['csat last-week by agent', '--as', email])) as typeof csat & {
      breakdown: { key: Record<string, string> }[];
    };
    expect(breakdown.flatMap(({ key }) => Object.values(key))).toEqual(names);
    expect([...new Set(breakdown.flatMap(({ key }) => Object.keys(key)))]).toEqual(dimensions);
  });

  test.each(['ana@example.com', 'nobody@example.com'])(
    'refuses a guest the agent %s, whoever that is',
    async (agent) => {
      const asked = ['kpi', `csat agent:${agent}`, '--json', '--as', 'guest@example.com'];
      const { code, stdout, stderr } = await home.terminal(asked);
      expect([code, stderr]).toEqual([2, '']);
      const message = expect.stringContaining('Figures about named agents are for the agent, their lead and managers');
      expect(JSON.parse(stdout)).toEqual({ error: { code: 'not-allowed', message, suggestions: [] } });
    },
  );

  test('says what it did not understand on stderr, with exit code 2', async () => {
    const { code, stdout, stderr } = await home.terminal(['kpi', 'blub']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('I know no metric “blub”.');
  });

  test('says what it did not understand as JSON on stdout', async () => {
    const { code, stdout, stderr } = await home.terminal(['kpi', 'ftr yesterday', '--json', ...at]);
    expect([code, stderr]).toEqual([2, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'ambiguous', suggestions: expect.arrayContaining(['frt yesterday', 'fcr yesterday']) },
    });
  });

  test.each([
    [
      '--now',
      '2026-11-19',
      '--now takes an instant such as 2026-11-19T10:30:00+02:00 (with its offset or Z); got "2026-11-19".',
    ],
    ['--tz', 'Athens', '--tz takes an IANA zone such as Europe/Athens (Athens may mean Europe/Athens); got "Athens".'],
  ])('refuses %s %s', async (option, value, message) => {
    const asked = ['kpi', 'csat', option, value];
    expect(await home.terminal(asked)).toEqual({ code: 2, stdout: '', stderr: `${message}\n` });
    const { code, stdout, stderr } = await home.terminal([...asked, '--json']);
    expect([code, stderr]).toEqual([2, '']);
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'usage', message, suggestions: [] } });
  });

  test('has no desk to sync, and says how to get one', async () => {
    const { code, stdout, stderr } = await home.terminal(['sync']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe('No desk is configured: add one under desks in deskpulse.yaml, or import files.\n');
  });

  test('examines the configuration, desks and people', async () => {
    const { code, stdout, stderr } = await home.terminal(['doctor']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('  ok   configuration: Europe/Athens, weeks begin on monday\n');
    expect(stdout).toContain('  ok   queue: embedded in the data folder\n');
    expect(stdout).toMatch(/^ {2}ok {3}desk: acme: synced /m);
    expect(stdout).toContain('  ok   ana@example.com: agent, agent on acme\n');
    expect(stdout).toContain('  ok   max@example.com: manager, no agent themselves\n');
  });

  test('makes a sample desk that is never summed with a real one', async () => {
    const { code, stdout } = await home.terminal(['demo', '--tickets', '500', '--seed', '2']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The sample desk has about 500 tickets a year \(seed 2\), [\d,]+ rows\./);
    expect(stdout).toContain('There are real desks too: ask for it with desk:sample.');
    expect(await json(['csat last-week'])).toEqual(csat);
    expect(await json(['tickets last year desk:sample'])).toMatchObject({ filters: { desk: ['sample'] } });
    const mixed = await home.terminal(['kpi', 'csat last-week desk:acme,sample']);
    expect([mixed.code, mixed.stdout]).toEqual([2, '']);
    expect(mixed.stderr).toContain('are not summed with a real desk’s');
  });
});

test('only the owner of the data folder can open the bot’s socket', async () => {
  await using home = await template.copy(config);
  await using program = await home.start();
  await program.waitFor(/Stop with Ctrl-C/);
  const { mode } = await stat(join(home.data, 'deskpulse.sock'));
  expect((mode & 0o777).toString(8)).toBe('600');
  expect(((await stat(home.data)).mode & 0o777).toString(8)).toBe('700');
});

test('a command of another version is answered with what to do', async () => {
  await using home = await template.copy(config);
  await using program = await home.start();
  await program.waitFor(/Stop with Ctrl-C/);
  const socket = connect(join(home.data, 'deskpulse.sock'));
  socket.write('{"command":"dance"}\n');
  const message = 'The running bot does not know this command: it is of another version. Restart it.\n';
  expect(JSON.parse(await text(socket))).toEqual({ outcome: { out: '', err: message, code: 1 } });
});

test('the same demo gives the same desk', async () => {
  const now = new Date().toISOString();
  const answers: unknown[] = [];
  for (const seed of ['2', '2', '3']) {
    await using home = await openHome();
    await home.terminal(['demo', '--tickets', '500', '--seed', seed]);
    const { stdout } = await home.terminal(['kpi', 'tickets past 90d by team', '--json', '--now', now]);
    answers.push(JSON.parse(stdout));
  }
  expect(answers[0]).toMatchObject({ connected: true, n: expect.toSatisfy((n: number) => n > 50) });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).not.toEqual(answers[0]);
});

test('a bot goes on with the demo it finds', async () => {
  await using home = await openHome();
  await home.terminal(['demo', '--tickets', '500', '--seed', '2']);
  const asked = ['kpi', 'tickets past 90d by team', '--json', '--now', new Date().toISOString()];
  const { stdout } = await home.terminal(asked);
  await using program = await home.start();
  await program.waitFor(/Stop with Ctrl-C/);
  expect(JSON.parse((await home.terminal(asked)).stdout)).toEqual(JSON.parse(stdout));
});

test.each([
  ['no command', []],
  ['an unknown command', ['kpo']],
  ['an unknown option', ['kpi', 'csat', '--jsn']],
  ['an import without a desk', ['import', '.']],
  ['a demo of no tickets', ['demo', '--tickets', '0']],
  ['a demo of half a ticket', ['demo', '--tickets', '0.5']],
])('%s is not understood', async (_, args) => {
  await using home = await openHome();
  const { code, stdout, stderr } = await home.terminal(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).not.toBe('');
});

test('a doctor finds an agent among the people whom no desk knows', async () => {
  await using home = await template.copy({ people: [{ email: 'ghost@example.com', role: 'agent' }] });
  const { code, stdout } = await home.terminal(['doctor']);
  expect(code).toBe(1);
  expect(stdout).toContain(
    '  FAIL ghost@example.com: no agent with this e-mail: set agent to how the helpdesk knows them\n',
  );
});

test('a desk is examined by its name, and one that cannot be reached has to be mended', async () => {
  const desk = { name: 'away', kind: 'zendesk', url: 'http://127.0.0.1:9', email: 'a@example.com', token: 'hush' };
  await using home = await openHome({ config: { desks: [desk] } });
  const { code, stdout } = await home.terminal(['doctor', 'away']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^Desk away \(zendesk\)\n {2}FAIL /);
  expect(stdout).not.toContain('hush');
  for (const command of ['doctor', 'sync']) {
    expect(await home.terminal([command, 'acme'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'There is no desk "acme" in the configuration; there are away.\n',
    });
  }
});

test('a terminal that waits for the bot is told when the bot stops', async () => {
  await using home = await template.copy(config);
  await using program = await home.start();
  await program.waitFor(/Stop with Ctrl-C/);
  const asked = home.terminal(['demo', '--tickets', '1000000']);
  await until(async () => (await home.terminal(['kpi', 'tickets desk:sample'])).code === 0);
  expect(await program.stop()).toBe(0);
  expect(await asked).toMatchObject({ code: 1, stdout: '' });
  expect((await asked).stderr).toContain('The bot stopped before it had answered. Please try again.');
});
