import { expect, test } from 'vitest';
import type { AdaptiveCard } from '../../../../../src/adapters/chat/teams/adaptive-card.ts';
import { renderTeams } from '../../../../../src/adapters/chat/teams/render.ts';
import type { Block } from '../../../../../src/chat.ts';
import { texts } from '../../../../fakes/teams/card.ts';

function body(...blocks: readonly Block[]): AdaptiveCard['body'] {
  return renderTeams({ summary: 'summary', blocks }).body;
}

test('a card says its summary to clients that are too old for it', () => {
  const card = renderTeams({ summary: 'CSAT 87 %', blocks: [] });
  expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5', fallbackText: 'CSAT 87 %', body: [] });
});

test.for([
  ['better', 'Good'],
  ['worse', 'Attention'],
  ['same', undefined],
  ['plain', undefined],
] as const)('a finding that is %s has the colour %s', ([tone, color]) => {
  const [finding] = body({ type: 'finding', text: 'CSAT 87 %', tone });
  expect(finding).toEqual({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: 'CSAT 87 %', weight: 'Bolder', size: 'Medium', ...(color && { color }) }],
  });
});

test('headings, texts and small print are lines of text', () => {
  const drawn = body(
    { type: 'heading', text: 'Top performers' },
    { type: 'text', text: 'one\n\ntwo' },
    { type: 'footer', lines: ['9–15 Nov', 'Europe/Athens'] },
  );
  expect(texts(drawn)).toEqual(['Top performers', 'one', 'two', '9–15 Nov', 'Europe/Athens']);
  expect(drawn.at(-1)).toMatchObject({ spacing: 'None', inlines: [{ size: 'Small', isSubtle: true }] });
});

test('a table has a header, and its numbers stand on the right', () => {
  const [table] = body({
    type: 'table',
    columns: [
      { title: 'Team', align: 'left' },
      { title: 'CSAT', align: 'right' },
    ],
    rows: [['billing', '90 %'], ['tier 2']],
  });
  expect(table).toMatchObject({ type: 'Table', firstRowAsHeaders: true, columns: [{ width: 1 }, { width: 1 }] });
  expect(table).toHaveProperty('rows[1].cells[1].items[0].horizontalAlignment', 'Right');
  expect(table).toHaveProperty('rows[2].cells[1].items', []);
  expect(texts(table)).toEqual(['Team', 'CSAT', 'billing', '90 %', 'tier 2']);
});

test('facts are a table without a header, their labels in bold', () => {
  const [table] = body({ type: 'facts', facts: [{ label: 'Open', value: '12' }] });
  expect(table).toMatchObject({ type: 'Table', firstRowAsHeaders: false });
  expect(table).toHaveProperty('rows[0].cells[0].items[0].inlines[0]', {
    type: 'TextRun',
    text: 'Open',
    weight: 'Bolder',
  });
});

const chart = {
  type: 'chart',
  style: 'bar',
  title: 'CSAT',
  labels: ['Mon', 'Tue'],
  series: [{ name: 'CSAT', values: [90, null] }],
  unit: '%',
  alt: 'CSAT was 90 % on Monday.',
} as const;

test('a chart leaves unknown values out, has its numbers as a fallback and its meaning in words', () => {
  const [drawn, alt] = body(chart);
  expect(drawn).toMatchObject({
    type: 'Chart.VerticalBar',
    title: 'CSAT',
    yAxisTitle: '%',
    data: [{ x: 'Mon', y: 90 }],
  });
  expect(texts(drawn)).toEqual(['CSAT', 'Mon', '90', 'Tue', '–']);
  expect(texts(alt)).toEqual(['CSAT was 90 % on Monday.']);
});

test('several bars a label are grouped, and a line chart is a line chart', () => {
  const two = [...chart.series, { name: 'before', values: [80, 81] }];
  expect(body({ ...chart, series: two })[0]).toMatchObject({
    type: 'Chart.VerticalBar.Grouped',
    data: [
      { legend: 'CSAT' },
      {
        legend: 'before',
        values: [
          { x: 'Mon', y: 80 },
          { x: 'Tue', y: 81 },
        ],
      },
    ],
  });
  expect(body({ ...chart, style: 'line' })[0]).toMatchObject({ type: 'Chart.Line', data: [{ legend: 'CSAT' }] });
});

test('items are numbered when their order matters, and link only to web pages', () => {
  const items = [
    { title: 'Ticket 7', detail: 'breaches at 10:30', url: 'https://desk.example/7' },
    { title: 'Ticket 8', detail: '', url: 'javascript:alert(1)' },
  ];
  const ordered = body({ type: 'items', isOrdered: true, items });
  expect(texts(ordered)).toEqual(['1. ', 'Ticket 7', ' — breaches at 10:30', '2. ', 'Ticket 8']);
  expect(ordered[0]).toHaveProperty('inlines[1].selectAction', {
    type: 'Action.OpenUrl',
    url: 'https://desk.example/7',
  });
  expect(ordered[1]).not.toHaveProperty('inlines[1].selectAction');
  expect(texts(body({ type: 'items', isOrdered: false, items }))[0]).toBe('• ');
});

test('a button submits its command, and there are six at most', () => {
  const buttons = Array.from({ length: 8 }, (_, index) => ({ label: `Button ${index}`, command: `csat ${index}` }));
  const [set] = body({ type: 'buttons', buttons });
  expect(set).toHaveProperty('actions.length', 6);
  expect(set).toHaveProperty('actions[0]', { type: 'Action.Submit', title: 'Button 0', data: { kpi: 'csat 0' } });
});

test('blocks with nothing in them are nothing', () => {
  const empty = body(
    { type: 'text', text: '' },
    { type: 'facts', facts: [] },
    { type: 'table', columns: [], rows: [] },
    { type: 'items', isOrdered: true, items: [] },
    { type: 'buttons', buttons: [] },
    { type: 'footer', lines: [] },
  );
  expect(empty).toEqual([]);
});

test.for(['<at>Everyone</at>', '**bold** _it_ [x](https://evil.example)', '<script>alert(1)</script>', '&lt;b&gt;'])(
  '%s from a desk shows as it is, in elements that read no markdown, and mentions nobody',
  (hostile) => {
    const card = renderTeams({
      summary: hostile,
      blocks: [
        { type: 'finding', text: hostile, tone: 'plain' },
        { type: 'facts', facts: [{ label: hostile, value: hostile }] },
        { type: 'table', columns: [{ title: hostile, align: 'left' }], rows: [[hostile]] },
        { type: 'items', isOrdered: false, items: [{ title: hostile, detail: '' }] },
        { type: 'footer', lines: [hostile] },
      ],
    });
    expect(texts(card).filter((text) => text !== '• ')).toEqual(Array.from({ length: 7 }, () => hostile));
    expect(JSON.stringify(card)).not.toMatch(/"TextBlock"|"FactSet"|"entities"/);
  },
);

test('the markdown of a summary is escaped where old clients would carry it out', () => {
  const card = renderTeams({ summary: '**[x](https://evil.example)** <at>', blocks: [] });
  expect(card.fallbackText).toBe(String.raw`\*\*\[x\](https://evil.example)\*\* \<at\>`);
});

test('a date function of Adaptive Cards in a subject is not carried out', () => {
  expect(texts(body({ type: 'text', text: '{{DATE(2026-01-01T00:00:00Z)}}' }))[0]).not.toContain('{{');
});
