import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { listMessages } from '../../src/store/outbox/messages.ts';
import { dueDigest } from '../helpers/due-digest.ts';
import { openHome, type Home } from '../helpers/home.ts';
import { clockAhead, dieBefore } from '../helpers/preload.ts';
import { openRedisServer, redisMissing } from '../helpers/redis.ts';
import { slackEnvironment } from '../fakes/slack/environment.ts';
import { silence, withheldReply, type Fault } from '../fakes/slack/faults.ts';
import { startSlack } from '../fakes/slack/server.ts';
import type { Fault as TeamsFault } from '../fakes/teams/faults.ts';
import type { FakeConversation } from '../fakes/teams/state.ts';
import { startTeams, type FakeTeams } from '../fakes/teams/server.ts';
import { until } from '../helpers/until.ts';
import { weeklyDesk } from '../helpers/weekly-desk.ts';

/** A moment at which the program is killed: before a statement, or else once both chats are keeping it waiting. */
interface Moment {
  readonly name: string;
  readonly statement?: string;
  readonly slack?: Fault;
  readonly teams?: TeamsFault;
  /** Messages there may be in the Teams channel in the end, which cannot be searched for the first one. */
  readonly copies: readonly number[];
}

const moments: readonly Moment[] = [
  { name: 'before the digest is promised', statement: 'INSERT INTO occurrences', copies: [1] },
  { name: 'before an attempt begins', statement: `SET state = 'SENDING'`, copies: [1] },
  { name: 'during attempts that post nothing', slack: silence, teams: 'silence', copies: [1] },
  { name: 'between posting and the answers', slack: withheldReply, teams: 'withheld reply', copies: [2] },
  { name: 'before the first answer is noted', statement: `SET state = 'SENT'`, copies: [1, 2] },
];
/** Seconds after which what was under way is looked into, and some. */
const recovered = 60;
const queues = ['embedded', 'Redis'] as const;
const missing = redisMissing();

const opened = new AsyncDisposableStack();
let teams: FakeTeams;
/** With the desk, and with the Teams channels the bot was added to. */
let template: Home;

/** A channel for each case. */
function channelOf(queue: string, { name }: Moment): FakeConversation {
  const id = `19:${queue}-${name.replaceAll(' ', '-')}@thread.tacv2`;
  return { id, type: 'channel', team: '19:team@thread.tacv2' };
}

beforeAll(async () => {
  teams = opened.use(await startTeams());
  template = opened.use(await openHome({ desk: weeklyDesk() }));
  await using program = await template.start(teams.environment);
  teams.connect(program.url);
  for (const queue of queues) {
    for (const moment of moments) await teams.installed(channelOf(queue, moment));
  }
  // An embedded queue takes seconds to make, and no time to copy.
  await until(async () => (await fetch(`${program.url}/readyz`)).ok);
  await program.stop();
});

afterAll(() => opened.disposeAsync());

describe.concurrent.each(queues)('with the %s queue, killed', (queue) => {
  test.skipIf(queue === 'Redis' && missing).each(moments)('$name, each channel has the digest', async (moment) => {
    await using slack = await startSlack();
    const channel = channelOf(queue, moment);
    const support = await slack.channel('support');
    const digests = [dueDigest('Daily', [`slack:${support}`, `teams:${channel.id}`])];
    await using home = await template.copy({ digests });
    await using redis = queue === 'Redis' ? await openRedisServer() : undefined;
    const env = { ...slackEnvironment(slack), ...teams.environment, ...(redis && { REDIS_URL: redis.url }) };
    if (moment.slack) slack.failNext('chat.postMessage', moment.slack);
    if (moment.teams) teams.failNext(`${channel.id}/activities`, moment.teams);

    const asked = teams.requests.length;
    await using program = await home.start({ ...env, ...(moment.statement && dieBefore(moment.statement)) });
    if (!moment.statement) {
      await until(() => slack.calls('chat.postMessage').length > 0);
      await until(() => teams.requests.slice(asked).some((path) => path.includes(`${channel.id}/activities`)));
      await program.kill9();
    }
    expect(await program.exited).toEqual({ code: null, signal: 'SIGKILL' });
    const before = { slack: slack.calls().length, teams: teams.count(channel) };
    await using restarted = await home.start({ ...env, ...clockAhead(recovered) });
    await until(async () => {
      const since = slack.calls().slice(before.slack);
      const isSeenTo = since.some(({ method }) => ['conversations.history', 'chat.postMessage'].includes(method));
      return isSeenTo && (await slack.messages(support)).length > 0 && teams.count(channel) > before.teams;
    });
    expect(await restarted.stop()).toBe(0);

    expect(await slack.messages(support)).toHaveLength(1);
    const inTeams = await teams.arrived(channel);
    expect(moment.copies).toContain(inTeams.length);
    for (const { summary } of inTeams.slice(1)) expect(summary).toContain('(sent again)');
    await using store = await openStore(home.data);
    expect((await listMessages(store)).map(({ state }) => state)).toEqual(['SENT', 'SENT']);
  });
});
