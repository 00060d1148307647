import { expect, test } from 'vitest';
import { UpstreamError, type UpstreamReason } from '../../../../src/errors.ts';
import { moveAfter } from '../../../../src/jobs/messages/attempt.ts';

const now = 1_000_000;
const error = (reason: UpstreamReason, retryAfter?: number) => new UpstreamError('Slack', 'no', { reason, retryAfter });

test('only an answer that stayed away leaves open whether the message was posted', () => {
  expect(moveAfter(error('unavailable'), 1, now)).toEqual({ state: 'UNCERTAIN', error: 'Slack: no' });
});

test.each([
  ['as long as the service asks', 'rate-limited', 7, 1, 7],
  ['ten seconds at first', 'unreachable', undefined, 1, 10],
  ['longer every time', 'unreachable', undefined, 4, 300],
  ['a quarter of an hour at most', 'rate-limited', undefined, 40, 900],
  ['five minutes for an operator to mend a token', 'unauthorized', undefined, 1, 300],
  ['two hours for an operator to invite the bot', 'forbidden', undefined, 3, 7200],
] as const)('the next attempt waits %s', (_, reason, retryAfter, attempts, wait) => {
  expect(moveAfter(error(reason, retryAfter), attempts, now)).toMatchObject({ state: 'RETRY_AT', retryAt: now + wait });
});

test.each([
  ['at once when trying again is useless', 'rejected', 1],
  ['when nobody mended the channel in time', 'not-found', 4],
] as const)('a message is given up %s', (_, reason, attempts) => {
  expect(moveAfter(error(reason), attempts, now)).toEqual({ state: 'GAVE_UP', error: 'Slack: no' });
});
