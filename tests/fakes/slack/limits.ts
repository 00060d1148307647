import { expect } from 'vitest';

import type { SlackBlock, SlackMessage } from '../../../src/adapters/chat/slack/block.ts';

type RichTextElement = Extract<SlackBlock, { type: 'rich_text' }>['elements'][number];

/** Asserts every limit Slack documents for what the renderer uses; the Web API refuses a message that breaks one. */
export function checkLimits({ text, blocks }: SlackMessage): void {
  expect(text).not.toBe('');
  expect(text.length).toBeLessThanOrEqual(4_000);
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(blocks.length).toBeGreaterThan(0);
  expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(13_000);
  expect(blocks.filter((block) => block.type === 'data_visualization').length).toBeLessThanOrEqual(2);
  const actions = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const ids = actions.map((element) => element.action_id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const block of blocks) checkBlock(block);
}

function checkBlock(block: SlackBlock): void {
  switch (block.type) {
    case 'header':
      return checkText(block.text, 150);
    case 'context':
      expect(block.elements.length).toBeLessThanOrEqual(10);
      for (const element of block.elements) {
        expect(element.type).toBe('plain_text');
        if (element.type === 'plain_text') checkText(element, 3_000);
      }
      return;
    case 'actions':
      expect(block.elements.length).toBeGreaterThan(0);
      expect(block.elements.length).toBeLessThanOrEqual(25);
      for (const element of block.elements) {
        if (element.type !== 'button') throw new Error(`an unexpected ${element.type} among the actions`);
        expect(element.action_id).toMatch(/^kpi:\d+$/);
        checkText(element.text, 75);
        expect(element.value?.length).toBeLessThanOrEqual(2_000);
      }
      return;
    case 'rich_text':
      expect(block.elements.length).toBeGreaterThan(0);
      for (const element of block.elements) checkRichText(element);
      return;
    case 'data_visualization':
      return checkChart(block);
  }
}

function checkRichText(element: RichTextElement): void {
  expect(element.elements.length).toBeGreaterThan(0);
  for (const piece of element.elements) {
    if (piece.type === 'rich_text_section') {
      checkRichText(piece);
      continue;
    }
    // Whatever else rich text may hold pings somebody or shows what the card did not say.
    if (piece.type !== 'text' && piece.type !== 'link') throw new Error(`an unexpected ${piece.type} in rich text`);
    expect(piece.text).toBeTruthy();
    expect(piece.text?.isWellFormed()).toBe(true);
    if (piece.type === 'link') {
      expect(piece.url).toMatch(/^https?:/);
      expect(piece.url.length).toBeLessThanOrEqual(3_000);
    }
  }
}

function checkChart({ title, chart }: Extract<SlackBlock, { type: 'data_visualization' }>): void {
  const { categories, y_label: unit = '' } = chart.axis_config;
  expect(title.length).toBeGreaterThan(0);
  expect(title.length).toBeLessThanOrEqual(50);
  expect(unit.length).toBeLessThanOrEqual(50);
  expect(categories.length).toBeLessThanOrEqual(20);
  expect(new Set(categories).size).toBe(categories.length);
  expect(chart.series.length).toBeGreaterThan(0);
  expect(chart.series.length).toBeLessThanOrEqual(6);
  expect(new Set(chart.series.map((series) => series.name)).size).toBe(chart.series.length);
  for (const { name, data } of chart.series) {
    expect(data.length).toBeGreaterThan(0);
    for (const label of [name, ...categories, ...data.map((point) => point.label)]) {
      expect(label.length).toBeGreaterThan(0);
      expect(label.length).toBeLessThanOrEqual(20);
    }
    for (const point of data) {
      expect(categories).toContain(point.label);
      expect(Number.isFinite(point.value)).toBe(true);
    }
  }
}

function checkText(text: { text: string; type: string; emoji?: boolean }, most: number): void {
  expect(text.type).toBe('plain_text');
  expect(text.emoji).toBe(false);
  expect(text.text.trim()).not.toBe('');
  expect(text.text.length).toBeLessThanOrEqual(most);
  expect(text.text.isWellFormed()).toBe(true);
}
