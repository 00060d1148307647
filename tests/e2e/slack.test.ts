import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHome, type Home } from '../helpers/home.ts';
import type { Program } from '../helpers/program.ts';
import { commandBody, openSlackClient, type Asker } from '../fakes/slack/client.ts';
import { slackEnvironment } from '../fakes/slack/environment.ts';
import { startSocketMode } from '../fakes/slack/socket.ts';
import { startSlack, type LocalSlack, type SentReply } from '../fakes/slack/server.ts';
import { hostileCustomer, hostileSubject, weeklyCsat, weeklyDesk } from '../helpers/weekly-desk.ts';

const eventually = { timeout: 60_000 };
const people = [{ email: 'ana@example.com', role: 'manager' }];
const finding = `CSAT ${weeklyCsat.toFixed(1)} % last week`;

const opened = new AsyncDisposableStack();
/** With the desk; nothing ever runs in it. */
let template: Home;
let home: Home;
let slack: LocalSlack;
let program: Program;
let client: ReturnType<typeof openSlackClient>;
let ana: Asker;
let leads: string;

beforeAll(async () => {
  template = opened.use(await openHome({ desk: weeklyDesk() }));
  home = opened.use(await template.copy({ people }));
  slack = opened.use(await startSlack());
  program = opened.use(await home.start(slackEnvironment(slack)));
  client = openSlackClient(slack, program.url);
  ana = { user: (await slack.user('ana')).id, channel: await slack.channel('support') };
  leads = await slack.channel('leads');
});

afterAll(() => opened.disposeAsync());

/** As Slack wants text that is no markup. */
function escaped(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What one request leads to at its response_url. */
async function replyTo(ask: () => Promise<Response>): Promise<SentReply> {
  const before = slack.replies().length;
  expect((await ask()).status).toBe(200);
  await expect.poll(() => slack.replies().length, eventually).toBe(before + 1);
  const reply = slack.replies()[before];
  if (!reply) throw new Error('no reply');
  return reply;
}

describe('over HTTP', () => {
  test('/kpi is answered for the asker only, in Block Kit and in plain text', async () => {
    const reply = await replyTo(() => client.command('csat last-week', ana));
    expect(reply).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(reply.text).toContain(finding);
    expect(JSON.stringify(reply.blocks)).toContain(finding);
    expect(reply.blocks.length).toBeGreaterThan(1);
  });

  test('the figure is the one the terminal gives as JSON', async () => {
    const { stdout } = await home.terminal(['kpi', 'csat last-week', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ value: weeklyCsat, n: 4, previous: { value: weeklyCsat, n: 4 } });
    const reply = await replyTo(() => client.command('csat last-week', ana));
    expect(reply.text).toContain(finding);
  });

  test('“public” lets the channel read the answer', async () => {
    const reply = await replyTo(() => client.command('csat last-week public', ana));
    expect(reply.response_type).toBe('in_channel');
    expect(reply.text).toContain(finding);
  });

  test('a mention in a thread is answered in that thread, and privately unless told otherwise', async () => {
    const asker = { ...ana, channel: leads, thread: '1700000000.000001' };
    await client.mention('csat last-week', asker);
    await expect.poll(() => slack.ephemerals(leads), eventually).toHaveLength(1);
    const [answer] = slack.ephemerals(leads);
    expect(answer).toMatchObject({ user: ana.user, thread: asker.thread });
    expect(answer?.text).toContain(finding);

    await client.mention('csat last-week public', asker);
    await expect.poll(() => slack.calls('chat.postMessage'), eventually).toHaveLength(1);
    expect(slack.calls('chat.postMessage')[0]?.params).toMatchObject({ channel: leads, thread_ts: asker.thread });
  });

  test('a direct message is answered there', async () => {
    const conversation = await slack.directConversation('ana');
    await client.message('csat last-week', { ...ana, channel: conversation });
    await expect.poll(() => slack.messages(conversation), eventually).toHaveLength(1);
    expect((await slack.messages(conversation))[0]?.text).toContain(finding);
  });

  test('a button under an answer asks its question', async () => {
    const { blocks } = await replyTo(() => client.command('csat last-week', ana));
    const [, command = ''] = /"value":"(csat [^"]*by team)"/.exec(JSON.stringify(blocks)) ?? [];
    const reply = await replyTo(() => client.press(command, ana));
    expect(reply.text).toContain(finding);
    expect(JSON.stringify(reply.blocks)).toContain('Billing');
  });

  test('markup from the helpdesk notifies nobody and is shown as it was typed', async () => {
    const outlook = await replyTo(() => client.command('sla next 24h', ana));
    expect(JSON.stringify(outlook.blocks)).toContain(escaped(hostileSubject));
    const risk = await replyTo(() => client.command('risk', ana));
    expect(risk.text).toContain(escaped(hostileCustomer));
    for (const { text, blocks } of [outlook, risk]) expect(text + JSON.stringify(blocks)).not.toMatch(/[<>]|mrkdwn/);
  });

  test('what is no question is answered with what can be asked, to the asker only', async () => {
    const reply = await replyTo(() => client.command('flurb last-week public', ana));
    expect(reply.response_type).toBe('ephemeral');
    expect(reply.text).toMatch(/“flurb”/);
  });

  test('agents are named to a manager, not to somebody the configuration does not know', async () => {
    const ben = { ...ana, user: (await slack.user('ben')).id };
    const told = await replyTo(() => client.command('top last-week', ana));
    expect(JSON.stringify(told.blocks)).toContain('Ana Ray');
    const refused = await replyTo(() => client.command('top last-week', ben));
    expect(JSON.stringify(refused.blocks)).not.toContain('Ana Ray');
  });

  test.for([
    ['a wrong signature', { secret: 'somebody else’s' }],
    ['an old one', { skew: -600 }],
  ] as const)('a request with %s is refused', async ([, bending]) => {
    const replies = slack.replies().length;
    expect((await client.command('csat', ana, bending)).status).toBe(401);
    // The next one is answered, so this one never will be.
    await replyTo(() => client.command('csat last-week', ana));
    expect(slack.replies()).toHaveLength(replies + 1);
  });
});

test('over Socket Mode /kpi is answered as over HTTP', async () => {
  await using elsewhere = await template.copy();
  await using local = await startSlack();
  await using socket = await startSocketMode(local);
  await using bot = await elsewhere.start({ ...slackEnvironment(local), SLACK_APP_TOKEN: socket.appToken });
  await expect.poll(() => socket.connections(), eventually).toBe(1);
  const isAcknowledged = socket.deliver(
    'slash_commands',
    commandBody(local, { text: 'csat last-week', asker: ana, id: undefined }),
  );
  await expect.poll(() => local.replies(), eventually).toHaveLength(1);
  expect(local.replies()[0]?.text).toContain(finding);
  expect(isAcknowledged()).toBe(true);
  expect((await openSlackClient(local, bot.url).command('csat', ana)).status).toBe(404);
});

test('a wrong bot token is told at the start, and the terminal answers all the same', async () => {
  await using elsewhere = await template.copy();
  await using bot = await elsewhere.start({ ...slackEnvironment(slack), SLACK_BOT_TOKEN: 'xoxb-wrong' });
  await bot.waitFor(/slack bot token not confirmed/);
  expect(bot.stderr).toContain('invalid_auth');
  expect(bot.stderr).not.toContain('xoxb-wrong');
  const { code, stdout } = await elsewhere.terminal(['kpi', 'csat last-week']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(finding) });
});
