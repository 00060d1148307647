import { expect, test } from 'vitest';
import { nudgeCard } from '../../../../src/jobs/nudges/card.ts';
import type { LiveClock } from '../../../../src/jobs/nudges/clocks.ts';
import { at } from '../../../helpers/store.ts';

const now = at('2026-11-19T12:00:00Z');
const clock: LiveClock = {
  desk: 'acme',
  ticket: '7',
  kind: 'first_reply',
  started_at: now - 3600,
  target_at: now + 25 * 60,
  subject: 'Refund please',
  url: 'https://acme.example/7',
  agent: 'a1',
  email: 'ana@acme.example',
  is_sample: false,
};

test('an agent reads what is due when, on their own clock', () => {
  expect(nudgeCard([clock], { now, timezone: 'Europe/Athens' })).toEqual({
    summary: 'A ticket of yours breaches soon',
    blocks: [
      { type: 'finding', text: 'A ticket of yours breaches soon', tone: 'plain' },
      {
        type: 'items',
        isOrdered: false,
        items: [
          {
            title: 'Refund please',
            detail: 'first reply due 14:25 (in 25 min), ticket 7',
            url: 'https://acme.example/7',
          },
        ],
      },
      { type: 'footer', lines: ['Times are Europe/Athens'] },
    ],
  });
});

test('two clocks of one ticket are one ticket', () => {
  const clocks = [clock, { ...clock, kind: 'resolution' as const }];
  expect(nudgeCard(clocks, { now, timezone: 'UTC' }).summary).toBe('A ticket of yours breaches soon');
  expect(nudgeCard([clock, { ...clock, ticket: '8' }], { now, timezone: 'UTC' }).summary).toBe(
    '2 tickets of yours breach soon',
  );
});

test.each([
  [
    'without a subject, is named by its number',
    { subject: null },
    'Ticket 7',
    'first reply due 12:25 (in 25 min), ticket 7',
  ],
  [
    'due tomorrow, says the day',
    { target_at: at('2026-11-20T00:30:20Z') },
    'Refund please',
    'first reply due Fri 20 Nov 2026, 00:30 (in 12 h 31 min), ticket 7',
  ],
])('a ticket %s', (_, change, title, detail) => {
  const card = nudgeCard([{ ...clock, ...change }], { now, timezone: 'UTC' });
  expect(card.blocks[1]).toMatchObject({ items: [{ title, detail }] });
});

test('a ticket of the sample desk is said to be nobody’s', () => {
  const card = nudgeCard([{ ...clock, is_sample: true }], { now, timezone: 'UTC' });
  expect(card.blocks.at(-1)).toEqual({ type: 'footer', lines: ['Times are UTC', 'Sample data: nobody’s real ticket'] });
});
