import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHome, type Home } from '../helpers/home.ts';
import { runProgram, runTerminal } from '../helpers/program.ts';

const mistaken = `timezone: Atens
week_start: funday
desks:
  - name: acme
    kind: zendesk
    url: https://acme.zendesk.com
    email: \${ZENDESK_EMAIL}
    token: [tell-nobody]
goals:
  csat: high
`;
const env = { PORT: 'http', REDIS_URL: 'http://:tell-nobody@127.0.0.1', SLACK_BOT_TOKEN: 'tell-nobody' };
const message = `The configuration has 8 problems:
  deskpulse.yaml:7:12 desks[0].email: \${ZENDESK_EMAIL} is not set in the environment
  deskpulse.yaml:1:11 timezone: expected an IANA zone such as Europe/Athens, got "Atens"
  deskpulse.yaml:2:13 week_start: expected monday, sunday or saturday, got "funday"
  deskpulse.yaml:8:12 desks[0].token: expected text
  deskpulse.yaml:10:9 goals.csat: expected a comparison such as ">= 90" or, for durations, "<= 4h"; got "high"
  PORT: expected a port from 0 to 65535, got "http"
  REDIS_URL: expected redis:// or rediss:// and a host
  slack: Slack needs a way to receive: a signing secret (SLACK_SIGNING_SECRET) for HTTP or an app-level token (SLACK_APP_TOKEN) for Socket Mode
`;
let home: Home;

beforeEach(async () => {
  home = await openHome();
  await writeFile(join(home.path, 'deskpulse.yaml'), mistaken);
});
afterEach(async () => await home[Symbol.asyncDispose]());

test('the bot lists every problem of its configuration at once, without a secret, and does not start', async () => {
  expect(await runProgram({ cwd: home.path, env })).toEqual({ code: 1, stdout: '', stderr: message });
});

test('the terminal lists them as well', async () => {
  expect(await runTerminal(['doctor'], { data: home.data, env })).toEqual({ code: 1, stdout: '', stderr: message });
});

test('a program is told of them as JSON', async () => {
  const { code, stdout, stderr } = await runTerminal(['kpi', 'csat', '--json'], { data: home.data, env });
  expect([code, stderr]).toEqual([1, '']);
  const error = { code: 'bad-config', message: message.trimEnd(), suggestions: [] };
  expect(JSON.parse(stdout)).toEqual({ error });
});

test('a file that DESKPULSE_CONFIG names has to be there', async () => {
  const asked = runProgram({ cwd: home.path, env: { DESKPULSE_CONFIG: 'mine.yaml' } });
  expect(await asked).toEqual({
    code: 1,
    stdout: '',
    stderr: 'The configuration has one problem:\n  mine.yaml: there is no such file; correct DESKPULSE_CONFIG\n',
  });
});

test('settings hold for what is answered', async () => {
  const config = { timezone: 'Asia/Tokyo', week_start: 'sunday', goals: { csat: '>= 90' } };
  await using other = await openHome({ config, desk: { surveys: [{ id: 's1', kind: 'csat' }] } });
  const asked = ['kpi', 'csat last-week', '--json', '--now', '2026-11-19T10:30:00Z'];
  const { stdout } = await other.terminal(asked);
  expect(JSON.parse(stdout)).toMatchObject({
    period: { from: '2026-11-08T00:00:00+09:00', to: '2026-11-15T00:00:00+09:00', timezone: 'Asia/Tokyo' },
    goal: { op: '>=', value: 90, met: null },
  });
});
