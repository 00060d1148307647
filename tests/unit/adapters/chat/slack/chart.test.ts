import { expect, test } from 'vitest';

import { renderSlack, withoutCharts } from '../../../../../src/adapters/chat/slack/render.ts';
import type { Block } from '../../../../../src/chat.ts';
import { checkLimits } from '../../../../fakes/slack/limits.ts';

type Chart = Extract<Block, { type: 'chart' }>;

const week: Chart = {
  type: 'chart',
  style: 'line',
  title: 'CSAT by day',
  labels: ['Mon', 'Tue', 'Wed'],
  series: [{ name: 'CSAT', values: [87.456, null, 90] }],
  unit: '%',
  alt: 'CSAT rose from 87 % on Monday to 90 % on Wednesday.',
};

function draw(...charts: Chart[]) {
  const message = renderSlack({ summary: 'chart', blocks: charts });
  checkLimits(message);
  return message;
}

test('a chart is drawn natively, with its words underneath; a missing value is a gap', () => {
  expect(draw(week).blocks).toEqual([
    {
      type: 'data_visualization',
      title: 'CSAT by day',
      chart: {
        type: 'line',
        series: [
          {
            name: 'CSAT',
            data: [
              { label: 'Mon', value: 87.46 },
              { label: 'Wed', value: 90 },
            ],
          },
        ],
        axis_config: { categories: ['Mon', 'Wed'], y_label: '%' },
      },
    },
    { type: 'context', elements: [{ type: 'plain_text', text: week.alt, emoji: false }] },
  ]);
});

test('more than 20 points are merged evenly into their means, and the words say so', () => {
  const days = Array.from({ length: 50 }, (_, n) => n + 1);
  const [chart, words] = draw({
    ...week,
    labels: days.map((day) => `day ${day}`),
    series: [{ name: 'CSAT', values: days }],
  }).blocks;

  expect(chart).toMatchObject({ chart: { axis_config: { categories: { length: 17 } } } });
  expect(JSON.stringify(chart)).toContain('{"label":"day 4","value":5}');
  expect(JSON.stringify(chart)).toContain('{"label":"day 49","value":49.5}');
  expect(JSON.stringify(words)).toContain('Each point is the mean of 3 values.');
});

test('labels and names that are equal after cutting are told apart', () => {
  const { blocks } = draw({
    ...week,
    labels: ['a very long label number one', 'a very long label number two'],
    series: [
      { name: 'same', values: [1, 2] },
      { name: 'same', values: [3, 4] },
    ],
  });

  expect(blocks[0]).toMatchObject({
    chart: {
      series: [{ name: 'same' }, { name: 'same 2' }],
      axis_config: { categories: ['a very long label n…', 'a very long label… 2'] },
    },
  });
});

test('a seventh series is not drawn, and the words say so', () => {
  const series = Array.from({ length: 7 }, (_, n) => ({ name: `team ${n}`, values: [1, 2, 3] }));

  expect(JSON.stringify(draw({ ...week, series }).blocks)).toContain('The first 6 of 7 series are drawn.');
});

test('a third chart in a message and a chart without a single value are told in words only', () => {
  const empty = { ...week, series: [{ name: 'CSAT', values: [null, Number.NaN] }] };

  expect(draw(empty).blocks.map((block) => block.type)).toEqual(['context']);
  expect(draw(week, week, week).blocks.map((block) => block.type)).toEqual([
    'data_visualization',
    'context',
    'data_visualization',
    'context',
    'context',
  ]);
});

test('without charts a message keeps their words', () => {
  expect(withoutCharts(draw(week)).blocks).toEqual([
    { type: 'context', elements: [{ type: 'plain_text', text: week.alt, emoji: false }] },
  ]);
});
