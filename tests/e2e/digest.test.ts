import { afterAll, beforeAll, expect, test } from 'vitest';
import { dueDigest } from '../helpers/due-digest.ts';
import { openHome, type Home } from '../helpers/home.ts';
import { clockAhead } from '../helpers/preload.ts';
import { slackEnvironment } from '../fakes/slack/environment.ts';
import { startSlack, type LocalSlack } from '../fakes/slack/server.ts';
import { texts } from '../fakes/teams/card.ts';
import { startTeams, support, type FakeTeams } from '../fakes/teams/server.ts';
import { until } from '../helpers/until.ts';
import { weeklyDesk } from '../helpers/weekly-desk.ts';

const eventually = { timeout: 60_000 };
const opened = new AsyncDisposableStack();
let slack: LocalSlack;
let teams: FakeTeams;
let channel: string;
/** With the desk, and with the Teams channel the bot was added to. */
let template: Home;

beforeAll(async () => {
  slack = opened.use(await startSlack());
  teams = opened.use(await startTeams());
  channel = await slack.channel('support');
  template = opened.use(await openHome({ desk: weeklyDesk() }));
  await using program = await template.start(teams.environment);
  teams.connect(program.url);
  await teams.installed(support);
  // An embedded queue takes seconds to make, and no time to copy.
  await until(async () => (await fetch(`${program.url}/readyz`)).ok);
  await program.stop();
});

afterAll(() => opened.disposeAsync());

test('a digest that is due arrives once in each channel, and not again after a restart', async () => {
  const env = { ...slackEnvironment(slack), ...teams.environment };
  const daily = dueDigest('Daily', [`slack:${channel}`, `teams:${support.id}`]);
  await using home = await template.copy({ digests: [daily] });
  {
    await using program = await home.start(env);
    await expect.poll(() => slack.messages(channel), eventually).toHaveLength(1);
    await teams.arrived(support);
    expect(await program.stop()).toBe(0);
  }
  const [inSlack] = await slack.messages(channel);
  const [inTeams] = await teams.arrived(support);
  expect(inSlack?.text).toMatch(/^Daily, /);
  expect(inTeams?.summary).toBe(inSlack?.text);
  const shown = texts(inTeams?.attachments).join('\n');
  for (const words of [
    'Top performers',
    'Ana Ray (Billing)',
    'Backlog 2 now',
    'Customers at risk',
    'Initech',
    'Times are UTC',
  ]) {
    expect(JSON.stringify(inSlack?.blocks)).toContain(words);
    expect(shown).toContain(words);
  }

  // Both are looked at together, so that the arrival of the second shows that the first was let be.
  const second = dueDigest('Second', daily.channels);
  await using later = await home.copy({ digests: [daily, second] });
  await using _program = await later.start({ ...env, ...clockAhead(300) });
  await expect.poll(() => slack.messages(channel), eventually).toHaveLength(2);
  await teams.arrived(support, 2);
  expect((await slack.messages(channel)).map(({ text }) => text.split(',')[0])).toEqual(['Daily', 'Second']);
  expect((await teams.arrived(support)).map(({ summary }) => summary?.split(',')[0])).toEqual(['Daily', 'Second']);
});
