import { expect, test } from 'vitest';
import { dueDigest } from '../helpers/due-digest.ts';
import { openHome, type DeskRows } from '../helpers/home.ts';
import { clockAhead } from '../helpers/preload.ts';
import { slackEnvironment } from '../fakes/slack/environment.ts';
import { startSlack, type LocalSlack, type PostedMessage } from '../fakes/slack/server.ts';
import { texts } from '../fakes/teams/card.ts';
import { ben, chatWith, startTeams } from '../fakes/teams/server.ts';
import { until } from '../helpers/until.ts';
import { iso, open } from '../helpers/weekly-desk.ts';

const minute = 60;
const now = Date.now() / 1000;

interface ClockState {
  readonly stopped_at?: string;
  readonly is_paused?: boolean;
}

/** A ticket of an agent's with a clock that runs out in some minutes. */
function due(id: string, { agent, minutes, ...clock }: { agent: string; minutes: number } & ClockState) {
  const started_at = iso(now - 60 * minute);
  const target_at = iso(now + minutes * minute);
  return {
    ticket: { ...open(agent, now), id, subject: `The case of ${id}` },
    clock: { ticket: id, kind: 'resolution', started_at, target_at, ...clock },
  };
}

function deskOf(cases: readonly ReturnType<typeof due>[]): DeskRows {
  return {
    agents: [
      { id: 'ana', name: 'Ana Ray', email: 'ana@example.com' },
      { id: 'ben', name: 'Ben Oak', email: 'ben.oak@example.com' },
    ],
    tickets: cases.map(({ ticket }) => ticket),
    sla_clocks: cases.map(({ clock }) => clock),
  };
}

function clockTime(second: number): string {
  return iso(second).slice(11, 16);
}

async function anasMessages(slack: LocalSlack): Promise<readonly PostedMessage[]> {
  return slack.messages(await slack.directConversation('ana'));
}

/** Ana's messages, once there are so many. */
async function toldAna(slack: LocalSlack, count: number): Promise<readonly PostedMessage[]> {
  await until(async () => (await anasMessages(slack)).length >= count);
  const messages = await anasMessages(slack);
  expect(messages).toHaveLength(count);
  return messages;
}

test.concurrent('an agent is told once in Slack of what breaches soon, and of nothing stopped, paused or far off', async () => {
  await using slack = await startSlack();
  const answered = due('answered', { agent: 'ana', minutes: 45 });
  const desk = deskOf([
    due('running', { agent: 'ana', minutes: 25 }),
    due('stopped', { agent: 'ana', minutes: 25, stopped_at: iso(now - minute) }),
    due('paused', { agent: 'ana', minutes: 25, is_paused: true }),
    due('far', { agent: 'ana', minutes: 45 }),
    answered,
  ]);
  await using home = await openHome({ desk });
  {
    await using program = await home.start(slackEnvironment(slack));
    const [nudge] = await toldAna(slack, 1);
    expect(nudge?.text).toBe('A ticket of yours breaches soon');
    expect(JSON.stringify(nudge?.blocks)).toContain('The case of running');
    expect(JSON.stringify(nudge?.blocks)).not.toMatch(/The case of (stopped|paused|far|answered)/);
    await program.stop();
  }

  await home.importRows({ sla_clocks: [{ ...answered.clock, stopped_at: iso(Date.now() / 1000) }] });
  await using _program = await home.start({ ...slackEnvironment(slack), ...clockAhead(20 * minute) });
  const [, second] = await toldAna(slack, 2);
  expect(JSON.stringify(second?.blocks)).toContain('The case of far');
  expect(JSON.stringify(second?.blocks)).not.toMatch(/The case of (running|answered)/);
});

test.concurrent('an agent whom only Teams knows is told in their personal chat', async () => {
  await using slack = await startSlack();
  await using teams = await startTeams();
  const env = { ...slackEnvironment(slack), ...teams.environment };
  await using home = await openHome();
  {
    await using program = await home.start(env);
    teams.connect(program.url);
    await teams.installed(chatWith(ben), ben);
    await program.stop();
  }
  await home.importRows(
    deskOf([due('his', { agent: 'ben', minutes: 20 }), due('hers', { agent: 'ana', minutes: 20 })]),
  );
  await using _program = await home.start(env);
  const [nudge] = await teams.arrived(chatWith(ben));
  expect(texts(nudge?.attachments).join(' ')).toContain('The case of his');
  expect(texts(nudge?.attachments).join(' ')).not.toContain('The case of hers');
  expect(JSON.stringify(await toldAna(slack, 1))).toContain('The case of hers');
});

test.concurrent('nobody is told in quiet hours, and what still holds is told after them', async () => {
  await using slack = await startSlack();
  const channel = await slack.channel('support');
  const nudges = { before: ['2h'], quiet: `${clockTime(now - 30 * minute)}-${clockTime(now + 30 * minute)}` };
  const config = { nudges, digests: [dueDigest('Daily', [`slack:${channel}`])] };
  await using home = await openHome({ config, desk: deskOf([due('patient', { agent: 'ana', minutes: 100 })]) });
  {
    await using program = await home.start(slackEnvironment(slack));
    // A digest shows that the work which is due is being done.
    await until(async () => (await slack.messages(channel)).length > 0);
    await program.stop();
  }
  expect(await anasMessages(slack)).toEqual([]);
  await using _program = await home.start({ ...slackEnvironment(slack), ...clockAhead(45 * minute) });
  const [nudge] = await toldAna(slack, 1);
  expect(JSON.stringify(nudge?.blocks)).toContain('The case of patient');
});
