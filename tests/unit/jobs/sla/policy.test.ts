import { describe, expect, test } from 'vitest';
import { policyFor, type Policy, type Traits } from '../../../../src/jobs/sla/policy.ts';

const ticket: Traits = { desk: 'acme', priority: 'urgent', team: 'Billing', channel: 'chat', tags: ['vip', 'refund'] };

function policy(name: string, when?: Policy['when']): Policy {
  return { name, hours: 'calendar', first_reply: 3600, when };
}

describe('the policy of a ticket', () => {
  test.each([
    ['is one without conditions', [policy('all')], 'all'],
    ['is the first that fits, in the order given', [policy('first'), policy('second')], 'first'],
    ['passes over those that do not fit', [policy('low', { priority: ['low'] }), policy('rest')], 'rest'],
    ['fits by any value of a list', [policy('hot', { priority: ['high', 'urgent'] })], 'hot'],
    ['fits by any of its tags', [policy('refunds', { tag: ['refund'] })], 'refunds'],
    ['fits in every condition', [policy('both', { team: ['billing'], channel: ['email'] }), policy('rest')], 'rest'],
    ['is of its desk', [policy('other', { desk: ['emea'] }), policy('own', { desk: ['acme'] })], 'own'],
    ['is compared without case', [policy('billing', { team: ['BILLING'] })], 'billing'],
  ])('%s', (_, policies, expected) => {
    expect(policyFor(ticket, policies)?.name).toBe(expected);
  });

  test('is none where none fits, an unknown trait fitting nothing', () => {
    const unknown: Traits = { desk: 'acme', priority: null, team: null, channel: null, tags: null };
    const policies = [policy('p', { priority: ['urgent'] }), policy('t', { tag: ['vip'] })];
    expect(policyFor(unknown, policies)).toBeUndefined();
  });
});
