import { describe, expect, test } from 'vitest';
import { businessHours, roundTheClock } from '../../../../src/calendar/business-hours.ts';
import { clocksOf } from '../../../../src/jobs/sla/clocks-of.ts';
import type { History } from '../../../../src/jobs/sla/history.ts';
import type { Policy } from '../../../../src/jobs/sla/policy.ts';
import { h, historyOf, start } from '../../../helpers/ticket-history.ts';

const hour = 3600;
const policy: Policy = {
  name: 'Standard',
  hours: 'calendar',
  first_reply: 4 * hour,
  next_reply: 2 * hour,
  resolution: 10 * hour,
};
const hoursOf = (instant: number | null) => (instant === null ? null : (instant - start) / hour);

/** Clocks of one kind as `[started, target, stopped, is paused]`, in hours. */
function clocks(kind: string, history: History, hours = roundTheClock) {
  return clocksOf(history, policy, hours)
    .filter((clock) => clock.kind === kind)
    .map((clock) => [hoursOf(clock.started_at), hoursOf(clock.target_at), hoursOf(clock.stopped_at), clock.is_paused]);
}

describe('the first-reply clock', () => {
  test.each([
    ['runs from the ticket’s creation', historyOf({}), [0, 4, null, false]],
    ['stops at the first reply the desk tells', historyOf({ ticket: { first_reply_at: h(3) } }), [0, 4, 3, false]],
    [
      'stops at the first public reply of an agent where the desk tells replies only',
      historyOf({
        replies: [
          ['automation', 1],
          ['agent', 2, { is_public: false }],
          ['customer', 3],
          ['agent', 5],
        ],
      }),
      [0, 4, 5, false],
    ],
    ['stops when the ticket is solved without a reply', historyOf({ spans: [[0, 1]] }), [0, 4, 1, false]],
    [
      'stays stopped when that ticket is reopened',
      historyOf({
        spans: [
          [0, 1],
          [6, null],
        ],
        ticket: { first_reply_at: h(7) },
      }),
      [0, 4, 1, false],
    ],
    ['has no target while the ticket is pending', historyOf({ pauses: [[1, null]] }), [0, null, null, true]],
    ['moves its target by the time the ticket was pending', historyOf({ pauses: [[1, 6]] }), [0, 9, null, false]],
    ['keeps a target that had passed before the pause', historyOf({ pauses: [[5, null]] }), [0, 4, null, false]],
    [
      'never stops before it started, whatever the desk says',
      historyOf({ ticket: { first_reply_at: h(-1) } }),
      [0, 4, 0, false],
    ],
  ])('%s', (_, history, expected) => {
    expect(clocks('first_reply', history)).toEqual([expected]);
  });

  test('is not made up for a ticket solved nobody knows when', () => {
    expect(clocks('first_reply', historyOf({ ticket: { status: 'closed' } }))).toEqual([]);
  });
});

describe('the resolution clock', () => {
  test.each([
    ['runs until the ticket is solved', historyOf({ spans: [[0, 8]] }), [0, 10, 8, false]],
    ['is late by its target', historyOf({ spans: [[0, 12]] }), [0, 10, 12, false]],
    [
      'goes on when the ticket is reopened, without the time it stood solved',
      historyOf({
        spans: [
          [0, 3],
          [20, null],
        ],
      }),
      [0, 27, null, false],
    ],
    [
      'counts time both solved and pending once',
      historyOf({
        spans: [
          [0, 3],
          [20, null],
        ],
        pauses: [[1, 5]],
      }),
      [0, 29, null, false],
    ],
    [
      'holds the pause of a ticket solved while pending',
      historyOf({ spans: [[0, 30]], pauses: [[2, 30]] }),
      [0, 38, 30, false],
    ],
    [
      'takes a pause without an end to last until the ticket was solved',
      historyOf({ spans: [[0, 30]], pauses: [[2, null]] }),
      [0, 38, 30, false],
    ],
    [
      'does not mind what came after it stopped',
      historyOf({ spans: [[0, 8]], pauses: [[8, null]] }),
      [0, 10, 8, false],
    ],
  ])('%s', (_, history, expected) => {
    expect(clocks('resolution', history)).toEqual([expected]);
  });

  test('is not made up for a ticket solved nobody knows when', () => {
    expect(clocks('resolution', historyOf({ ticket: { status: 'solved' } }))).toEqual([]);
  });

  test('runs in opening hours only, and a pause outside them costs nothing', () => {
    // 09:00 to 17:00 each day; the ticket comes at 09:00 on Thursday, which is hour 0.
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
    const shifts = days.map((day) => ({ day, from: 9 * hour, to: 17 * hour }));
    const office = businessHours({ timezone: 'UTC', shifts, holidays: [] });
    expect(clocks('resolution', historyOf({}), office)).toEqual([[0, 26, null, false]]);
    expect(clocks('resolution', historyOf({ pauses: [[9, 23]] }), office)).toEqual([[0, 26, null, false]]);
    // From 16:00 on Thursday to 10:00 on Friday: one hour of each day.
    expect(clocks('resolution', historyOf({ pauses: [[7, 25]] }), office)).toEqual([[0, 28, null, false]]);
  });
});

describe('the next-reply clocks', () => {
  const answered = { first_reply_at: h(1) };

  test.each([
    [
      'run from the earliest message not yet answered to the answer',
      historyOf({
        ticket: answered,
        replies: [
          ['customer', 0.5],
          ['agent', 1],
          ['customer', 3],
          ['customer', 4],
          ['automation', 4],
          ['agent', 4.5, { is_public: false }],
          ['agent', 6],
          ['agent', 7],
          ['customer', 9],
        ],
      }),
      [
        [3, 5, 6, false],
        [9, 11, null, false],
      ],
    ],
    ['are none before the first reply: that is the first-reply clock’s', historyOf({ replies: [['customer', 2]] }), []],
    [
      'stop when the ticket is solved without an answer',
      historyOf({ ticket: answered, replies: [['customer', 3]], spans: [[0, 4]] }),
      [[3, 5, 4, false]],
    ],
    [
      'are none for thanks after the solution',
      historyOf({ ticket: answered, replies: [['customer', 5]], spans: [[0, 4]] }),
      [],
    ],
    [
      'run for the message that reopened the ticket',
      historyOf({
        ticket: answered,
        replies: [
          ['customer', 3],
          ['customer', 5],
        ],
        spans: [
          [0, 4],
          [5, null],
        ],
      }),
      [
        [3, 5, 4, false],
        [5, 7, null, false],
      ],
    ],
    [
      'are told by how long an answer was waited for, where customers’ messages are not',
      historyOf({
        ticket: answered,
        replies: [
          ['agent', 1, { waited_seconds: hour }],
          ['agent', 6, { waited_seconds: 3 * hour }],
          ['agent', 7, { waited_seconds: null }],
        ],
      }),
      [[3, 5, 6, false]],
    ],
    [
      'have no target while the ticket is pending',
      historyOf({ ticket: answered, replies: [['customer', 3]], pauses: [[4, null]] }),
      [[3, null, null, true]],
    ],
  ])('%s', (_, history, expected) => {
    expect(clocks('next_reply', history)).toEqual(expected);
  });
});

test('what a policy does not promise has no clock', () => {
  const { resolution: _, ...replies } = policy;
  const kinds = clocksOf(historyOf({ ticket: { first_reply_at: h(1) } }), replies, roundTheClock).map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(['first_reply']);
});

test('a clock names its ticket and its policy', () => {
  const [clock] = clocksOf(historyOf({ ticket: { id: '42' } }), policy, roundTheClock);
  expect(clock).toMatchObject({ ticket: '42', policy: 'Standard' });
});
