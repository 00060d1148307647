import { expect, test } from 'vitest';
import { openStatuses } from '../../../../../src/adapters/helpdesk/freshdesk/statuses.ts';
import { openUnmapped } from '../../../../../src/adapters/helpdesk/kit/unmapped.ts';
import { UpstreamError } from '../../../../../src/errors.ts';

const call = { signal: new AbortController().signal };
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
])('%j is %s, in an account of another language', async (status, word) => {
  const statuses = await openStatuses({ statuses: () => Promise.resolve([{ choices: german }]) }, call);
  expect(statuses.word(status, openUnmapped())).toBe(word);
});

test('what has no meaning is counted by its label', async () => {
  const unmapped = openUnmapped();
  const statuses = await openStatuses({ statuses: () => Promise.resolve([{ choices: german }]) }, call);
  statuses.word(9, unmapped);
  statuses.word('Im Labor', unmapped);
  expect(unmapped.counts()).toEqual({ 'tickets.status: "Im Labor"': 2 });
});

test.each([
  [3, 'pending'],
  ['Resolved', 'solved'],
  [9, 'other'],
])('%j is %s where the fields may not be read', async (status, word) => {
  const statuses = () => Promise.reject(new UpstreamError('Freshdesk', 'no.', { reason: 'forbidden' }));
  expect((await openStatuses({ statuses }, call)).word(status, openUnmapped())).toBe(word);
});
