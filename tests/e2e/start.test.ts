import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAcme } from '../helpers/acme.ts';
import { openHome, type Home } from '../helpers/home.ts';
import { runProgram, type Program } from '../helpers/program.ts';
import { until } from '../helpers/until.ts';

const slack = {
  SLACK_BOT_TOKEN: 'xoxb-not-real',
  SLACK_SIGNING_SECRET: 'not-real',
  SLACK_API_URL: 'http://127.0.0.1:9/api/',
};

describe('a first start with an empty environment', () => {
  let home: Home;
  let program: Program;
  let rows: number;

  beforeAll(async () => {
    home = await openHome({ isFresh: true });
    program = await home.start({ LOG_LEVEL: 'info' });
    await program.waitFor(/Stop with Ctrl-C/);
    rows = rowsSynced(program);
  });
  afterAll(async () => {
    await program[Symbol.asyncDispose]();
    await home[Symbol.asyncDispose]();
  });

  test('shows the address and the answer to a first question, said to be of a sample', () => {
    expect(program.stdout).toMatch(/^Deskpulse listens on http:\/\/127\.0\.0\.1:\d+\/$/m);
    expect(program.stdout).toMatch(/^\/kpi csat last-week\nCSAT \d+\.\d % last week/m);
    expect(program.stdout).toContain("sample (sample data, nobody's real figures): synced just now");
    expect(program.stdout).toContain('Open the address in a browser to ask more. Stop with Ctrl-C.');
  });

  test('reads a year of some 20,000 tickets', () => {
    expect(rows).toBeGreaterThan(100_000);
  });

  test('is alive, and ready once the queue works', async () => {
    const health = await fetch(`${program.url}/healthz`);
    expect([health.status, await health.json()]).toEqual([200, { ok: true }]);
    await until(async () => (await fetch(`${program.url}/readyz`)).status === 200);
    expect(await (await fetch(`${program.url}/readyz`)).json()).toMatchObject({ store: true, queue: true });
  });

  test('serves the playground, and neither Slack nor Teams', async () => {
    const page = await fetch(program.url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    for (const path of ['/slack/events', '/api/messages']) {
      const refused = await fetch(`${program.url}${path}`, { method: 'POST', body: '{}' });
      expect([path, refused.status]).toEqual([path, 404]);
    }
  });

  test('is gone on from by a second one', async () => {
    expect(await program.stop()).toBe(0);
    const first = answerIn(program);
    program = await home.start({ LOG_LEVEL: 'info' });
    await program.waitFor(/Stop with Ctrl-C/);
    expect(answerIn(program)).toBe(first);
    expect(rowsSynced(program)).toBeLessThan(rows / 100);
  });
});

let acme: Home;
beforeAll(async () => {
  acme = await openAcme();
});
afterAll(() => acme[Symbol.asyncDispose]());

test('a desk in the store takes the place of the sample', async () => {
  await using home = await acme.copy();
  await using program = await home.start();
  await program.waitFor(/Stop with Ctrl-C/);
  expect(program.stdout).toMatch(/^acme: synced/m);
  expect(program.stdout).not.toContain('sample');
});

test.each([
  ['on every address', { HOST: '0.0.0.0' }],
  ['with Slack', slack],
  ['with DESKPULSE_PLAYGROUND=off', { DESKPULSE_PLAYGROUND: 'off' }],
])('there is no playground %s', async (_, env) => {
  await using home = await acme.copy();
  await using program = await home.start(env);
  expect((await fetch(program.url)).status).toBe(404);
  expect((await fetch(`${program.url}/healthz`)).status).toBe(200);
});

test('there is a playground with Slack when it is asked for', async () => {
  await using home = await acme.copy();
  await using program = await home.start({ ...slack, DESKPULSE_PLAYGROUND: 'on' });
  expect((await fetch(program.url)).status).toBe(200);
});

test('real chat credentials keep the sample desk away', async () => {
  await using home = await openHome();
  await using program = await home.start(slack);
  await program.waitFor(/^\/kpi csat last-week\n.*$/m);
  expect(program.stdout).not.toContain('sample');
});

test('a playground that everybody could reach is refused', async () => {
  await using home = await openHome();
  const env = { HOST: '0.0.0.0', DESKPULSE_PLAYGROUND: 'on' };
  const { code, stdout, stderr } = await runProgram({ cwd: home.path, env });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('DESKPULSE_PLAYGROUND: the playground is open to whoever reaches it');
});

/** Of the first sync of the desk. */
function rowsSynced({ stderr }: Program): number {
  return Number(/"rows":(\d+),"msg":"desk synced"/.exec(stderr)?.[1]);
}

function answerIn({ stdout }: Program): string | undefined {
  return /^CSAT .*$/m.exec(stdout)?.[0];
}
