import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { helpdesks } from '../../../../src/adapters/helpdesk/index.ts';
import { surveyKinds, type Source } from '../../../../src/helpdesk.ts';

const root = `${import.meta.dirname}/../../../..`;
const page = readFileSync(`${root}/docs/helpdesks.md`, 'utf8');

test.each(helpdesks)('$kind is declared under the kind that its settings have', ({ kind, settings }) => {
  expect(settings.shape.kind.value).toBe(kind);
});

test.each(helpdesks)('what $kind gives is what the table of helpdesks says', ({ kind, gives }) => {
  const row = page.split('\n').find((line) => line.startsWith(`| [\`${kind}\`]`)) ?? '';
  const [, , tickets = '', history = '', clocks = '', surveys = '', calls = '', others = ''] = row.split('|');
  const all: readonly Source[] = gives;
  expect(all.includes('tickets')).toBe(tickets.includes('yes'));
  expect(all.includes('replies')).toBe(/yes|replies/.test(history));
  expect(all.includes('sla_clocks')).toBe(clocks.includes('yes'));
  expect(all.includes('calls')).toBe(calls.includes('yes'));
  expect(all.includes('orders')).toBe(others.includes('orders'));
  expect(all.includes('self_service')).toBe(others.includes('article views'));
  for (const survey of surveyKinds) expect(all.includes(`surveys:${survey}`), survey).toBe(surveys.includes(survey));
});
