import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderTerminal } from '../../../../../src/adapters/chat/terminal/render.ts';
import type { Block } from '../../../../../src/chat.ts';
import { cellWidth } from '../../../../../src/text/width.ts';

function render(blocks: readonly Block[], { width = 60, isColor = false } = {}): string {
  return renderTerminal({ summary: 'the summary', blocks }, { width, isColor });
}

const table: Extract<Block, { type: 'table' }> = {
  type: 'table',
  columns: [
    { title: 'Channel', align: 'left' },
    { title: 'CSAT', align: 'right' },
  ],
  rows: [
    ['email', '85.0 %'],
    ['電話', '9.5 %'],
    ['chat 😀', '100 %'],
  ],
};

test('the blocks stand in their order, an empty line between them', () => {
  const text = render([
    { type: 'finding', text: 'CSAT 87.2 % last week', tone: 'worse' },
    {
      type: 'facts',
      facts: [
        { label: 'Previous week', value: '90.1 %' },
        { label: 'Goal', value: '≥ 90 %' },
      ],
    },
    { type: 'footer', lines: ['9–15 Nov 2026, Europe/Athens', 'synced 3 min ago'] },
  ]);
  expect(text.split('\n')).toEqual([
    'CSAT 87.2 % last week',
    '',
    'Previous week  90.1 %',
    'Goal           ≥ 90 %',
    '',
    '9–15 Nov 2026, Europe/Athens',
    'synced 3 min ago',
  ]);
});

test('a card without blocks is its summary', () => {
  expect(render([])).toBe('the summary');
});

test('a table is aligned though some letters are two columns wide', () => {
  expect(render([table]).split('\n')).toEqual([
    'Channel    CSAT',
    '───────  ──────',
    'email    85.0 %',
    '電話      9.5 %',
    'chat 😀   100 %',
  ]);
});

test('the widest column of a table that does not fit is cut, and the figures stay whole', () => {
  const text = render([{ ...table, rows: [['a very long name of a channel indeed', '85.0 %']] }], {
    width: 24,
  });
  expect(text.split('\n').at(-1)).toBe('a very long nam…  85.0 %');
});

test('a line chart is a sparkline with its ends, its range and its meaning in words', () => {
  const chart: Block = {
    type: 'chart',
    style: 'line',
    title: 'CSAT by week',
    labels: ['w43', 'w44', 'w45', 'w46'],
    series: [{ name: 'CSAT', values: [80, null, 90, 85] }],
    unit: '%',
    alt: 'CSAT rose, then fell.',
  };
  expect(render([chart]).split('\n')).toEqual([
    'CSAT by week',
    'CSAT  ▁ █▅',
    'w43 … w46, 80–90 %',
    'CSAT rose, then fell.',
  ]);
});

test('a chart without a single value still says what it would show', () => {
  const chart: Block = {
    type: 'chart',
    style: 'line',
    title: 'CSAT',
    labels: [],
    series: [],
    unit: '%',
    alt: 'No data yet.',
  };
  expect(render([chart])).toBe('CSAT\n\nNo data yet.');
});

test('a bar chart is a bar for each label, as long as its value, and a dash where none is known', () => {
  const chart: Block = {
    type: 'chart',
    style: 'bar',
    title: 'First reply',
    labels: ['email', 'chat', 'web'],
    series: [{ name: 'median', values: [120, 60, null] }],
    unit: 'minutes',
    alt: 'Email is slowest.',
  };
  expect(render([chart]).split('\n')).toEqual([
    'First reply',
    `email  ${'█'.repeat(20)} 120 minutes`,
    `chat   ${'█'.repeat(10)} 60 minutes`,
    'web    –',
    'Email is slowest.',
  ]);
});

test('a list is numbered when its order matters, and gives its addresses whole', () => {
  const items = [{ title: '#4711', detail: 'breaches in 12 min', url: 'https://desk.example/4711' }];
  expect(render([{ type: 'items', isOrdered: true, items }])).toBe(
    '1. #4711 — breaches in 12 min\n   https://desk.example/4711',
  );
  expect(render([{ type: 'items', isOrdered: false, items: [{ title: 'a', detail: '' }] }])).toBe('• a');
});

test('a button is the command that it stands for, ready for a shell', () => {
  const buttons = [
    { label: 'Tier 2', command: 'csat team:"tier 2"' },
    { label: "Ana's", command: "csat team:ana's" },
  ];
  expect(render([{ type: 'buttons', buttons }])).toBe(
    `› Tier 2: kpi 'csat team:"tier 2"'\n› Ana's: kpi 'csat team:ana'\\''s'`,
  );
});

test('words are wrapped to the width', () => {
  expect(render([{ type: 'text', text: 'one two three four' }], { width: 9 })).toBe('one two\nthree\nfour');
});

test('colour is on only when asked for, and says nothing that the words do not', () => {
  const blocks: Block[] = [
    { type: 'finding', text: 'CSAT is better', tone: 'better' },
    { type: 'footer', lines: ['small print'] },
  ];
  const coloured = render(blocks, { isColor: true });
  expect(coloured).toContain('\u001B[32mCSAT is better');
  expect(coloured).toContain('\u001B[2msmall print');
  expect(stripVTControlCharacters(coloured)).toBe(render(blocks));
});

const driving = [
  '\u001B[2J\u001B[31mred',
  '\u001B]0;another title\u0007red',
  '\u001B]8;;https://evil.example\u0007red\u001B]8;;\u0007',
  '\u009B31mred',
  'r\be\rd',
  'red\u202Egnp.exe',
  'line\nbreak\tand\u0000more\u007F',
];

test.each(driving)('%j cannot drive the terminal from anywhere in a card', (text) => {
  const everywhere: Block[] = [
    { type: 'finding', text, tone: 'plain' },
    { type: 'heading', text },
    { type: 'text', text },
    { type: 'facts', facts: [{ label: text, value: text }] },
    { type: 'table', columns: [{ title: text, align: 'left' }], rows: [[text]] },
    { type: 'items', isOrdered: false, items: [{ title: text, detail: text, url: text }] },
    { type: 'buttons', buttons: [{ label: text, command: text }] },
    { type: 'footer', lines: [text] },
    ...(['line', 'bar'] as const).map((style): Block => ({
      type: 'chart',
      style,
      title: text,
      labels: [text, text],
      series: [
        { name: text, values: [1, 2] },
        { name: text, values: [1, 2] },
      ],
      unit: text,
      alt: text,
    })),
  ];
  const driven = everywhere.filter((block) => /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u.test(render([block])));
  expect(driven).toEqual([]);
});

test('a break in a cell, a label or a title does not break its line', () => {
  const broken = 'one\ntwo';
  expect(render([{ type: 'table', columns: [{ title: 't', align: 'left' }], rows: [[broken]] }])).toContain('one two');
  expect(render([{ type: 'items', isOrdered: false, items: [{ title: broken, detail: '' }] }])).toBe('• one two');
});

test('no line of a table is wider than the terminal as long as its columns can shrink', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string()), { maxLength: 5 }), (rows) => {
      const lines = render([{ ...table, rows }], { width: 30 }).split('\n');
      for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(30);
    }),
  );
});
