import { expect, test } from 'vitest';
import { foreignRating, toSurvey } from '../../../../../src/adapters/helpdesk/zendesk/surveys.ts';
import type { Names } from '../../../../../src/adapters/helpdesk/zendesk/names.ts';
import { foreignUser, isStaff, toAgent, toCustomer } from '../../../../../src/adapters/helpdesk/zendesk/users.ts';
import { freshRating, freshUser } from '../../../../fakes/zendesk/rows.ts';

const second = Date.parse('2026-02-02T09:00:00Z') / 1000;
const names: Names = {
  group: (id) => (id === 51 ? 'Billing' : null),
  organization: (id) => (id === 71 ? 'Initech' : null),
  learn: () => Promise.resolve(),
};

function user(fields: Record<string, unknown>) {
  return foreignUser.parse({ ...freshUser(11, second), ...fields });
}

function survey(fields: Record<string, unknown>) {
  return toSurvey(foreignRating.parse({ ...freshRating(41, second), ...fields }), names);
}

test.each([
  ['agent', true],
  ['admin', true],
  ['end-user', false],
])('whoever has the role %s is staff: %s', (role, expected) => {
  expect(isStaff(user({ role }))).toBe(expected);
});

test.each([
  ['at work', { role: 'agent' }, true],
  ['suspended', { role: 'agent', suspended: true }, false],
  ['deleted', { role: 'end-user', active: false }, false],
  ['made a customer', { role: 'end-user' }, false],
])('an agent who is %s is active: %s → %s', (_, fields, isActive) => {
  expect(toAgent(user({ default_group_id: 51, ...fields }), names)).toEqual({
    id: '11',
    name: 'User 11',
    email: 'user-11@example.com',
    team: 'Billing',
    is_active: isActive,
  });
});

test('a customer belongs to an organization and began with the account', () => {
  expect(toCustomer(user({ organization_id: 71 }), names)).toMatchObject({
    id: '11',
    name: 'User 11',
    organization: 'Initech',
    started_at: second,
    ended_at: null,
    segment: null,
  });
});

test('a deleted customer ended then, and leaves neither name nor e-mail', () => {
  const updated_at = '2026-02-03T09:00:00Z';
  expect(toCustomer(user({ active: false, updated_at }), names)).toMatchObject({
    name: null,
    email: null,
    ended_at: second + 86_400,
  });
});

test('suspending a customer ends nothing', () => {
  expect(toCustomer(user({ suspended: true }), names).ended_at).toBeNull();
});

test('a rating that was only offered is a survey sent and not answered', () => {
  expect(survey({})).toMatchObject({ id: '41', kind: 'csat', sent_at: second, answered_at: null, score: null });
});

test.each([
  ['good', 1],
  ['bad', 0],
])('a %s rating scores %i on a scale from 0 to 1, for whoever had the ticket', (score, expected) => {
  const updated_at = '2026-02-03T09:00:00Z';
  const rating = {
    score,
    updated_at,
    comment: 'Thanks',
    assignee_id: 11,
    group_id: 51,
    ticket_id: 14,
    requester_id: 31,
  };
  expect(survey(rating)).toMatchObject({
    answered_at: second + 86_400,
    score: expected,
    scale_min: 0,
    scale_max: 1,
    comment: 'Thanks',
    agent: '11',
    team: 'Billing',
    ticket: '14',
    customer: '31',
  });
});
