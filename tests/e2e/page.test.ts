import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf } from '../helpers/folder.ts';
import { openHome } from '../helpers/home.ts';
import { projectFolder, startProgram } from '../helpers/program.ts';
import { inSlack, inTeams, typeQuestion, visit, type Visit } from '../helpers/visit.ts';
import { hostileCustomer, hostileSubject, iso, weeklyDesk } from '../helpers/weekly-desk.ts';

function expectNothingAmiss({ requested, complaints }: Visit, url: string): void {
  expect(requested.filter((address) => !address.startsWith(`${url}/`))).toEqual([]);
  expect(complaints).toEqual([]);
}

test('after npm start the page answers from the sample desk, as Slack and as Teams show it, and has a digest', async ({
  skip,
}) => {
  await using folder = await folderOf({ 'deskpulse.yaml': '' });
  await using program = await startProgram({
    command: ['npm', 'start'],
    cwd: projectFolder,
    env: { DESKPULSE_DATA: join(folder.path, 'data'), DESKPULSE_CONFIG: join(folder.path, 'deskpulse.yaml') },
  });
  await using _stopped = { [Symbol.asyncDispose]: async () => void (await program.stop()) };
  const [, finding = ''] = await program.waitFor(/^(CSAT .* last week),/m);
  await using visited = await visit(program.url, skip);
  const { page } = visited;

  await typeQuestion(page, '/kpi csat last-week');
  for (const view of [inSlack(page), inTeams(page)]) {
    await view.getByText(finding).waitFor();
    await view.getByText('sample data').first().waitFor();
  }

  const digests = page.getByRole('tab', { name: '#support' });
  await digests.getByText('1 new').waitFor();
  await digests.click();
  for (const view of [inSlack(page), inTeams(page)]) {
    for (const heading of ['Top performers', 'Backlog', 'Customers at risk']) {
      await view.getByText(heading, { exact: true }).first().waitFor();
    }
  }
  expectNothingAmiss(visited, program.url);
});

test('a nudge arrives in its pane, and text from the helpdesk stays text wherever it is shown', async ({ skip }) => {
  const now = Date.now() / 1000;
  const desk = weeklyDesk(now);
  const near = { ticket: 'hostile', kind: 'next_reply', started_at: iso(now - 3600), target_at: iso(now + 1500) };
  await using home = await openHome({ desk: { ...desk, sla_clocks: [...(desk.sla_clocks ?? []), near] } });
  await using program = await home.start();
  await using visited = await visit(program.url, skip);
  const { page } = visited;
  const nudges = page.getByRole('tab', { name: 'Direct messages' });
  await nudges.getByText('1 new').waitFor();
  await nudges.click();
  await page.getByText('to ana@example.com').waitFor();
  for (const view of [inSlack(page), inTeams(page)]) await view.getByText(hostileSubject).waitFor();

  await typeQuestion(page, '/kpi sla next 24h');
  await typeQuestion(page, '/kpi risk');
  for (const view of [inSlack(page), inTeams(page)]) {
    await view.getByText(hostileSubject).waitFor();
    await view.getByText(hostileCustomer).first().waitFor();
  }
  expect(await page.locator('article :is(img, script, iframe, b)').count()).toBe(0);
  expectNothingAmiss(visited, program.url);
});
