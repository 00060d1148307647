import { expect, test } from 'vitest';
import { openStatuses } from '../../../../../src/adapters/helpdesk/freshdesk/statuses.ts';
import { openUnmapped } from '../../../../../src/adapters/helpdesk/kit/unmapped.ts';

const german = {
  '2': ['Offen', 'In Bearbeitung'],
  '4': ['Gelöst', 'Gelöst'],
  '6': ['Waiting on Customer', 'Wartet auf Sie'],
  '9': ['Im Labor', 'In Bearbeitung'],
};

test.each([
  [2, 'open'],
  ['Offen', 'open'],
  ['Gelöst', 'solved'],
  [6, 'pending'],
  ['Waiting on Customer', 'pending'],
  ['Waiting on Third Party', 'hold'],
  ['Closed', 'closed'],
  ['Im Labor', 'other'],
  [77, 'other'],
])('%j is %s, in an account of another language', (status, word) => {
  const statuses = openStatuses([{ choices: german }]);
  expect(statuses.word(status, openUnmapped())).toBe(word);
});

test('what has no meaning is counted by its label', () => {
  const unmapped = openUnmapped();
  const statuses = openStatuses([{ choices: german }]);
  statuses.word(9, unmapped);
  statuses.word('Im Labor', unmapped);
  expect(unmapped.counts()).toEqual({ 'tickets.status: "Im Labor"': 2 });
});

test.each([
  [3, 'pending'],
  ['Resolved', 'solved'],
  [9, 'other'],
])('%j is %s where the fields may not be read', (status, word) => {
  expect(openStatuses([]).word(status, openUnmapped())).toBe(word);
});
