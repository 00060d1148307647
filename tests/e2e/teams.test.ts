import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHome, type Home } from '../helpers/home.ts';
import { runTerminal, type Program } from '../helpers/program.ts';
import { openSlackClient } from '../fakes/slack/client.ts';
import { slackEnvironment } from '../fakes/slack/environment.ts';
import { startSlack } from '../fakes/slack/server.ts';
import { texts } from '../fakes/teams/card.ts';
import { createKeys } from '../fakes/teams/keys.ts';
import type { Arrived, FakeConversation } from '../fakes/teams/state.ts';
import { ana, ben, chatWith, startTeams, support, type FakeTeams } from '../fakes/teams/server.ts';
import { hostileSubject, weeklyCsat, weeklyDesk } from '../helpers/weekly-desk.ts';

const people = [{ email: 'ana@example.com', role: 'manager' }];
const finding = `CSAT ${weeklyCsat.toFixed(1)} % last week`;

const opened = new AsyncDisposableStack();
/** With the desk; nothing ever runs in it. */
let template: Home;
let teams: FakeTeams;
let program: Program;

beforeAll(async () => {
  template = opened.use(await openHome({ desk: weeklyDesk() }));
  teams = opened.use(await startTeams());
  program = opened.use(await opened.use(await template.copy({ people })).start(teams.environment));
  teams.connect(program.url);
});

afterAll(() => opened.disposeAsync());

/** The messages of the bot's that something leads to, in one conversation. */
async function arrivedBy(act: () => Promise<unknown>, where: FakeConversation): Promise<Arrived> {
  const before = teams.count(where);
  await act();
  const message = (await teams.arrived(where, before + 1))[before];
  if (!message) throw new Error('nothing arrived');
  return message;
}

function shown({ attachments = [] }: Arrived): string {
  return texts(attachments.map(({ content }) => content)).join(' ');
}

test.for(['csat last-week', '/kpi csat last-week', '@kpi csat last-week'])(
  '“%s” in a personal chat is answered there with an Adaptive Card',
  async (text) => {
    const answer = await arrivedBy(() => teams.say(text), chatWith(ana));
    expect(answer.summary).toContain(finding);
    expect(answer.attachments).toMatchObject([{ content: { type: 'AdaptiveCard' } }]);
    expect(shown(answer)).toContain(finding);
  },
);

test('in a channel the answer goes to the asker, and the thread is told so', async () => {
  await teams.installed(chatWith(ana));
  const asking = () => teams.say('csat last-week', { in: support, thread: '1700' });
  const line = arrivedBy(asking, support);
  const answer = await arrivedBy(() => line, chatWith(ana));
  expect(shown(answer)).toContain(finding);
  expect(await line).toMatchObject({ thread: '1700', text: 'I answered you privately.' });
});

test('“public” in a channel is answered in its thread', async () => {
  const asking = () => teams.say('csat last-week public', { in: support, thread: '1701' });
  const answer = await arrivedBy(asking, support);
  expect(answer.thread).toBe('1701');
  expect(shown(answer)).toContain(finding);
});

test('a button asks its question', async () => {
  const answer = await arrivedBy(() => teams.press('csat last-week by team'), chatWith(ana));
  expect(shown(answer)).toContain(finding);
  expect(shown(answer)).toContain('Billing');
});

test('markup from the helpdesk is shown as it was typed', async () => {
  const answer = await arrivedBy(() => teams.say('sla next 24h'), chatWith(ana));
  expect(texts(answer.attachments?.[0]?.content).join('\n')).toContain(hostileSubject);
});

test('agents are named to a manager, not to somebody the configuration does not know', async () => {
  expect(shown(await arrivedBy(() => teams.say('top last-week'), chatWith(ana)))).toContain('Ana Ray');
  const refused = await arrivedBy(() => teams.say('top last-week', { by: ben }), chatWith(ben));
  expect(shown(refused)).not.toContain('Ana Ray');
});

test.for([
  ['a forged token', () => createKeys().sign(teams.claims())],
  ['an unsigned token', () => teams.keys.unsigned(teams.claims())],
  ['a token for another app', () => teams.keys.sign({ ...teams.claims(), aud: 'another' })],
] as const)('a request with %s is refused and leads to nothing', async ([, forge]) => {
  const asked = teams.activity({ type: 'message', text: 'csat last-week' });
  const before = teams.count(chatWith(ana));
  expect(await teams.deliver(asked, { authorization: `Bearer ${forge()}` })).toBe(401);
  // The next one is answered, so this one never will be.
  await arrivedBy(() => teams.say('csat last-week'), chatWith(ana));
  expect(teams.count(chatWith(ana))).toBe(before + 1);
});

test('doctor asks Microsoft whether the password is right, and never shows it', async () => {
  const { code, stdout } = await runTerminal(['doctor'], { data: program.data, env: teams.environment });
  expect(stdout).toMatch(/ok +Teams app id and password: accepted/);
  expect(stdout).not.toContain(teams.environment['MicrosoftAppPassword']);
  expect(code).toBe(0);
  const wrong = { ...teams.environment, MicrosoftAppPassword: 'hunter2' };
  const refused = await runTerminal(['doctor'], { data: program.data, env: wrong });
  // The bot that holds the data answers, by its own settings.
  expect(refused.stdout).toBe(stdout);
});

test('one program answers Slack and Teams with the same figure', async () => {
  await using slack = await startSlack();
  await using home = await template.copy({ people });
  await using both = await home.start({ ...teams.environment, ...slackEnvironment(slack) });
  teams.connect(both.url);
  const asker = { user: (await slack.user('ana')).id, channel: await slack.channel('support') };
  await openSlackClient(slack, both.url).command('csat last-week', asker);
  const inTeams = await arrivedBy(() => teams.say('csat last-week'), chatWith(ana));
  await expect.poll(() => slack.replies(), { timeout: 60_000 }).toHaveLength(1);
  expect(slack.replies()[0]?.text).toBe(inTeams.summary);
  expect(inTeams.summary).toContain(finding);
});

test('nothing was asked of Microsoft that it does not have', () => {
  expect(teams.unknown).toEqual([]);
});
