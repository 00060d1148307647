import { describe, expect, test } from 'vitest';
import type { History } from '../../../../src/jobs/sla/history.ts';
import { pausesSeen } from '../../../../src/jobs/sla/pauses.ts';
import { h, historyOf } from '../../../helpers/ticket-history.ts';

const now = h(50);

function expectPauses(history: History, expected: readonly (readonly [number, number | null])[]): void {
  const pauses = expected.map(([from, to]) => ({ from: h(from), to: to === null ? null : h(to) }));
  expect(pausesSeen(history, now)).toEqual(pauses);
  // Looking again without a change of the ticket changes nothing.
  expect(pausesSeen({ ...history, pauses }, h(60))).toEqual(pauses);
}

describe('the pauses of a ticket', () => {
  test('are none while it is open', () => {
    expectPauses(historyOf({ ticket: { updated_at: h(2) } }), []);
  });

  test('begin when a pending ticket was last changed', () => {
    expectPauses(historyOf({ ticket: { status: 'pending', updated_at: h(2) } }), [[2, null]]);
  });

  test('begin when it is seen, where nobody tells when it was changed', () => {
    expectPauses(historyOf({ ticket: { status: 'pending' } }), [[50, null]]);
  });

  test('go on while it is pending, whatever else is changed', () => {
    expectPauses(historyOf({ ticket: { status: 'pending', updated_at: h(9) }, pauses: [[2, null]] }), [[2, null]]);
  });

  test('end with the message of the customer', () => {
    const history = historyOf({
      ticket: { updated_at: h(9) },
      pauses: [[2, null]],
      replies: [
        ['customer', 1],
        ['agent', 2],
        ['customer', 6],
        ['customer', 7],
      ],
    });
    expectPauses(history, [[2, 6]]);
  });

  test('end when the ticket was changed, where no message is known', () => {
    expectPauses(historyOf({ ticket: { updated_at: h(9) }, pauses: [[2, null]] }), [[2, 9]]);
  });

  test('end with the solution of a ticket solved while pending', () => {
    const history = historyOf({
      ticket: { status: 'solved', updated_at: h(9) },
      spans: [[0, 8]],
      pauses: [[2, null]],
    });
    expectPauses(history, [[2, 8]]);
  });

  test('follow one another', () => {
    const history = historyOf({ ticket: { status: 'pending', updated_at: h(12) }, pauses: [[2, 9]] });
    expectPauses(history, [
      [2, 9],
      [12, null],
    ]);
  });

  test('hold the time a reopened ticket stood solved, where its source has no history', () => {
    expectPauses(historyOf({ ticket: { updated_at: h(20) }, stoppedBefore: 8 }), [[8, 20]]);
  });

  test('leave that time to the spans where they tell it', () => {
    const spans = [
      [0, 8],
      [19, null],
    ] as const;
    expectPauses(historyOf({ ticket: { updated_at: h(20) }, spans, stoppedBefore: 8 }), []);
  });

  test('hold nothing for a ticket solved nobody knows when', () => {
    expectPauses(historyOf({ ticket: { status: 'solved', updated_at: h(20) }, stoppedBefore: 8 }), []);
  });
});
