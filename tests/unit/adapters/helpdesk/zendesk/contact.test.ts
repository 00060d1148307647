import { describe, expect, test } from 'vitest';
import { foreignCall, toCall } from '../../../../../src/adapters/helpdesk/zendesk/calls.ts';
import type { Names } from '../../../../../src/adapters/helpdesk/zendesk/names.ts';
import { answeredAt, foreignResponse, surveyOf } from '../../../../../src/adapters/helpdesk/zendesk/surveys.ts';
import { answers, freshCall, freshResponse } from '../../../../fakes/zendesk/rows.ts';

const second = Date.parse('2026-02-02T09:00:00Z') / 1000;
const names: Names = {
  group: (id) => (id === 51 ? 'Billing' : null),
  organization: () => null,
  learn: () => Promise.resolve(),
};

function response(fields: Record<string, unknown>) {
  return foreignResponse.parse({ ...freshResponse('01R'), ...fields });
}

describe('a response to a survey', () => {
  test('is scored on its question’s own scale', () => {
    const subjects = [{ type: 'ticket', id: '14', zrn: 'zen:ticket:14' }];
    const row = response({ responder_id: 31, subjects, answers: answers({ rating: 4, comment: 'Quick', second }) });
    expect(answeredAt(row)).toBe(second);
    expect(surveyOf(row)).toMatchObject({
      id: '01R',
      kind: 'csat',
      sent_at: null,
      answered_at: second,
      score: 4,
      scale_min: 1,
      scale_max: 5,
      comment: 'Quick',
      ticket: '14',
      customer: '31',
    });
  });

  test('of a scale of two steps is scored on two', () => {
    const question = { options: [{ rating: 0 }, { rating: 1 }] };
    const rated = { type: 'rating_scale', rating: 1, updated_at: '2026-02-02T09:00:00.123Z', question };
    expect(surveyOf(response({ answers: [rated] }))).toMatchObject({ score: 1, scale_min: 0, scale_max: 1 });
  });

  test.each([
    ['without answers', []],
    ['whose rating was skipped', [{ type: 'skipped', question: {} }]],
  ])('%s is none', (_, given) => {
    expect(answeredAt(response({ answers: given }))).toBeNull();
  });
});

describe('a call', () => {
  const call = (fields: Record<string, unknown>) =>
    toCall(foreignCall.parse({ ...freshCall(61, second), ...fields }), names);

  test('keeps Talk’s sums over all its legs', () => {
    const people = { agent_id: 11, customer_id: 31, ticket_id: 14, call_group_id: 51 };
    const times = { time_to_answer: 25, wait_time: 40, talk_time: 300, hold_time: 20, wrap_up_time: 30 };
    expect(call({ ...people, ...times })).toEqual({
      id: '61',
      at: second,
      channel: 'phone',
      direction: 'in',
      is_answered: true,
      wait_seconds: 25,
      talk_seconds: 300,
      hold_seconds: 20,
      wrap_seconds: 30,
      agent: '11',
      team: 'Billing',
      ticket: '14',
      customer: '31',
    });
  });

  test.each([
    ['completed', 11, true],
    ['abandoned_on_hold', 11, true],
    ['abandoned_in_queue', null, false],
    ['abandoned_in_ivr', null, false],
    ['not_answered', 11, false],
    // A voicemail was left.
    ['completed', null, false],
    ['completed', 0, false],
    // It is under way.
    [null, 11, null],
  ])('that ended as %s with agent %s was answered: %s', (completion_status, agent_id, expected) => {
    expect(call({ completion_status, agent_id }).is_answered).toBe(expected);
  });

  test.each([
    ['inbound', 'in'],
    ['outbound', 'out'],
    ['internal', null],
  ])('%s goes %s', (direction, expected) => {
    expect(call({ direction }).direction).toBe(expected);
  });

  test('that nobody took waited until it ended', () => {
    expect(call({ time_to_answer: null, wait_time: 75 }).wait_seconds).toBe(75);
  });
});
