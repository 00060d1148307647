import { expect, test } from 'vitest';
import { dueDigest } from '../helpers/due-digest.ts';
import { openHome, type DeskRows } from '../helpers/home.ts';
import { clockAhead } from '../helpers/preload.ts';
import { slackEnvironment } from '../helpers/slack-environment.ts';
import { startSlack, type LocalSlack, type PostedMessage } from '../helpers/slack.ts';
import { texts } from '../helpers/teams-card.ts';
import { ben, chatWith, startTeams } from '../helpers/teams.ts';
import { iso, open } from '../helpers/weekly-desk.ts';

const eventually = { timeout: 30_000 };
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

async function nudgesFor(slack: LocalSlack, name: string, count: number): Promise<readonly PostedMessage[]> {
  const conversation = await slack.directConversation(name);
  await expect.poll(() => slack.messages(conversation), eventually).toHaveLength(count);
  return slack.messages(conversation);
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
    const [nudge] = await nudgesFor(slack, 'ana', 1);
    expect(nudge?.text).toBe('A ticket of yours breaches soon');
    expect(JSON.stringify(nudge?.blocks)).toContain('The case of running');
    expect(JSON.stringify(nudge?.blocks)).not.toMatch(/The case of (stopped|paused|far|answered)/);
    await program.stop();
  }

  await home.importRows({ sla_clocks: [{ ...answered.clock, stopped_at: iso(Date.now() / 1000) }] });
  await using _program = await home.start({ ...slackEnvironment(slack), ...clockAhead(20 * minute) });
  const [, second] = await nudgesFor(slack, 'ana', 2);
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
  expect(JSON.stringify(await nudgesFor(slack, 'ana', 1))).toContain('The case of hers');
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
    await expect.poll(() => slack.messages(channel), eventually).toHaveLength(1);
    await program.stop();
  }
  await nudgesFor(slack, 'ana', 0);
  await using _program = await home.start({ ...slackEnvironment(slack), ...clockAhead(45 * minute) });
  const [nudge] = await nudgesFor(slack, 'ana', 1);
  expect(JSON.stringify(nudge?.blocks)).toContain('The case of patient');
});
