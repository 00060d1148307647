import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { Card } from '../../../../../src/chat.ts';
import { openMemory, openPlaygroundServer, saying } from '../../../../helpers/playground.ts';
import { inSlack, inTeams, typeQuestion, visit } from '../../../../helpers/visit.ts';

const support = { platform: 'playground', conversation: 'support' };

const csat: Card = {
  summary: 'CSAT 87.2 % last week',
  blocks: [
    { type: 'finding', text: 'CSAT 87.2 % last week', tone: 'worse' },
    {
      type: 'chart',
      style: 'line',
      title: 'CSAT by week',
      labels: ['w45', 'w46'],
      series: [{ name: 'CSAT', values: [90, 87] }],
      unit: '%',
      alt: 'CSAT fell from 90 % to 87 %.',
    },
    { type: 'buttons', buttons: [{ label: 'By team', command: 'csat last-week by team' }] },
  ],
};

test('a question is answered as Slack and as Teams show it, side by side', async ({ skip }) => {
  await using server = await openPlaygroundServer({ answer: async () => ({ card: csat, isPublic: false }) });
  await using visited = await visit(server.url, skip);
  const { page } = visited;
  await typeQuestion(page, '/kpi csat last-week');

  for (const view of [inSlack(page), inTeams(page)]) {
    await view.getByText('CSAT 87.2 % last week').waitFor();
    await view.getByText('CSAT by week').waitFor();
    await view.getByText('CSAT fell from 90 % to 87 %.').waitFor();
    expect(await view.locator('svg path').count()).toBeGreaterThan(0);
  }
  const [slack, teams] = await Promise.all([inSlack(page).boundingBox(), inTeams(page).boundingBox()]);
  expect(teams?.y).toBe(slack?.y);
  expect(teams?.x).toBeGreaterThan((slack?.x ?? 0) + (slack?.width ?? 0));
  await page.setViewportSize({ width: 480, height: 800 });
  await expect.poll(async () => (await inTeams(page).boundingBox())?.x).toBe((await inSlack(page).boundingBox())?.x);
  expect(visited.complaints).toEqual([]);
});

test.for([
  ['Slack', inSlack],
  ['Teams', inTeams],
] as const)('a button pressed in %s runs its command', async ([, view], { skip }) => {
  await using server = await openPlaygroundServer({ answer: async () => ({ card: csat, isPublic: false }) });
  await using visited = await visit(server.url, skip);
  await typeQuestion(visited.page, '/kpi csat last-week');
  await view(visited.page).getByRole('button', { name: 'By team' }).click();
  await expect.poll(() => server.asked.map(({ text }) => text)).toEqual(['csat last-week', 'csat last-week by team']);
  await visited.page.getByText('/kpi csat last-week by team').waitFor();
});

const hostile = [
  '<img src="https://evil.example/1.png" onerror="alert(1)">',
  '<script src="https://evil.example/2.js"></script>',
  '![image](https://evil.example/3.png) <https://evil.example/4|<b>x</b>> <!channel>',
  '"><svg onload=alert(2)><iframe src="https://evil.example/5">',
];

test('hostile text stays text: no script runs and nothing outside is asked for', async ({ skip }) => {
  const items = hostile.map((text) => ({ title: text, detail: text, url: 'javascript:alert(3)' }));
  const [first = ''] = hostile;
  const card: Card = {
    summary: first,
    blocks: [
      { type: 'finding', text: hostile.join(' '), tone: 'plain' },
      { type: 'heading', text: first },
      { type: 'facts', facts: hostile.map((text) => ({ label: text, value: text })) },
      { type: 'items', isOrdered: true, items },
      { type: 'table', columns: [{ title: first, align: 'left' }], rows: hostile.map((text) => [text]) },
      {
        type: 'chart',
        style: 'bar',
        title: first,
        labels: hostile,
        series: hostile.map((name) => ({ name, values: [1, 2, 3, 4] })),
        unit: first,
        alt: first,
      },
      { type: 'buttons', buttons: [{ label: first, command: first }] },
      { type: 'footer', lines: hostile },
    ],
  };
  await using server = await openPlaygroundServer({ answer: async () => ({ card, isPublic: true }) });
  await using visited = await visit(server.url, skip);
  const { page } = visited;
  await typeQuestion(page, first);
  await page.getByRole('checkbox', { name: 'Show JSON' }).check();
  await server.chat.send({ ...support, conversation: first }, card, 'hostile');
  await page.getByRole('tab', { name: '#support' }).click();

  for (const view of [inSlack(page), inTeams(page)]) {
    for (const text of hostile) await view.getByText(text).first().waitFor();
  }
  await page.getByText(`to #${first}`).waitFor();
  expect(await page.locator('article :is(img, script, iframe, b)').count()).toBe(0);
  expect(visited.requested.filter((url) => !url.startsWith(`${server.url}/`))).toEqual([]);
  expect(visited.complaints).toEqual([]);
});

test('a digest and a nudge arrive, are marked unread, and are there again after a reload', async ({ skip }) => {
  await using server = await openPlaygroundServer();
  await using visited = await visit(server.url, skip);
  const { page } = visited;
  const digests = page.getByRole('tab', { name: '#support' });
  const nudges = page.getByRole('tab', { name: 'Direct messages' });
  await server.chat.send(support, saying('the daily digest'), 'digest-1');
  await server.chat.send({ ...support, conversation: 'dm:ana@example.com' }, saying('a ticket is due'), 'nudge-1');

  await digests.getByText('1 new').waitFor();
  await nudges.getByText('1 new').waitFor();
  await digests.click();
  await inSlack(page).getByText('the daily digest').waitFor();
  await inTeams(page).getByText('the daily digest').waitFor();
  await expect.poll(() => digests.getByText('new').isVisible()).toBe(false);

  await page.reload();
  await nudges.getByText('1 new').waitFor();
  expect(await digests.getByText('new').isVisible()).toBe(false);
  await page.getByRole('tab', { name: 'You and Deskpulse' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText('to ana@example.com').waitFor();
  await inTeams(page).getByText('a ticket is due').waitFor();
});

test('a lost connection is shown, comes back, and brings what was missed once', async ({ skip }) => {
  const memory = openMemory();
  const before = await openPlaygroundServer({ memory });
  await using visited = await visit(before.url, skip);
  const { page } = visited;
  await before.chat.send(support, saying('before'), '1');
  await page.getByRole('tab', { name: '#support' }).click();
  await inSlack(page).getByText('before').waitFor();
  await before[Symbol.asyncDispose]();
  await page.getByText('Connection lost').waitFor();
  await typeQuestion(page, '/kpi csat');
  await page.getByRole('article').getByText('Deskpulse did not answer').waitFor();

  await using after = await openPlaygroundServer({ memory, port: before.port });
  await after.chat.send(support, saying('meanwhile'), '2');
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByRole('tab', { name: '#support' }).click();
  await inSlack(page).getByText('meanwhile').waitFor();
  expect(await page.locator('#pane-support article').count()).toBe(2);
});

test('the examples fill in the question, and the up arrow brings back what was asked', async ({ skip }) => {
  await using server = await openPlaygroundServer();
  await using visited = await visit(server.url, skip);
  const { page } = visited;
  const question = page.getByRole('textbox', { name: 'Question' });
  await page.getByRole('button', { name: '/kpi backlog' }).click();
  expect(await question.inputValue()).toBe('/kpi backlog');
  expect(server.asked).toEqual([]);
  await page.keyboard.press('Enter');
  await typeQuestion(page, '/kpi risk');
  for (const expected of ['/kpi risk', '/kpi backlog', '/kpi backlog']) {
    await page.keyboard.press('ArrowUp');
    expect(await question.inputValue()).toBe(expected);
  }
  await page.keyboard.press('ArrowDown');
  expect(await question.inputValue()).toBe('/kpi risk');
});

test('asking as somebody sends their e-mail', async ({ skip }) => {
  await using server = await openPlaygroundServer();
  await using visited = await visit(server.url, skip);
  await visited.page.getByRole('textbox', { name: 'Asking as' }).fill('ana@example.com');
  await typeQuestion(visited.page, '/kpi csat');
  await expect
    .poll(() => server.asked.map(({ from }) => from))
    .toEqual([{ id: 'ana@example.com', email: 'ana@example.com' }]);
});

test('each answer takes the place that was held for it, whichever comes first', async ({ skip }) => {
  const slow = Promise.withResolvers<void>();
  await using server = await openPlaygroundServer({
    async answer({ text }) {
      if (text === 'slow') await slow.promise;
      return { card: saying(`answer to ${text}`), isPublic: false };
    },
  });
  await using visited = await visit(server.url, skip);
  const { page } = visited;
  await typeQuestion(page, '/kpi slow');
  await typeQuestion(page, '/kpi quick');
  await inTeams(page).getByText('answer to quick').waitFor();
  await page.getByText('is looking …').waitFor();
  slow.resolve();
  await inTeams(page).getByText('answer to slow').waitFor();
  expect(await page.getByText('is looking …').count()).toBe(0);
  const answers = page.getByRole('article', { name: 'answer to' });
  expect(await answers.first().getAttribute('aria-label')).toBe('answer to slow');
  expect(await answers.last().getAttribute('aria-label')).toBe('answer to quick');
});

test('the JSON of each platform shows only while it is asked for', async ({ skip }) => {
  await using server = await openPlaygroundServer();
  await using visited = await visit(server.url, skip);
  const { page } = visited;
  await typeQuestion(page, '/kpi csat');
  await inTeams(page).getByText('csat').waitFor();
  expect(await page.getByText('"AdaptiveCard"').count()).toBe(0);
  await page.getByRole('checkbox', { name: 'Show JSON' }).check();
  await inTeams(page).getByText('"type": "AdaptiveCard"').waitFor();
  await inSlack(page).getByText('"blocks": [').waitFor();
  await page.getByRole('checkbox', { name: 'Show JSON' }).uncheck();
  await expect.poll(() => page.getByText('"AdaptiveCard"').count()).toBe(0);
});

test("another site's page cannot ask, though the browser sends its request", async ({ skip }) => {
  await using server = await openPlaygroundServer();
  await using visited = await visit(server.url, skip);
  const form = `<form method="post" enctype="text/plain" action="${server.url}/playground/ask"><button>Win</button></form>`;
  const elsewhere = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(form));
  await once(elsewhere.listen(0, '127.0.0.1'), 'listening');
  const { port } = elsewhere.address() as AddressInfo;
  await visited.page.goto(`http://localhost:${port}/`);
  const [refusal] = await Promise.all([
    visited.page.waitForResponse((response) => response.url().endsWith('/ask')),
    visited.page.getByRole('button', { name: 'Win' }).click(),
  ]);
  expect(refusal.status()).toBe(403);
  elsewhere.closeAllConnections();
  elsewhere.close();
  expect(server.asked).toEqual([]);
});
