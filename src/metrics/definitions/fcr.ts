import { HOUR, WEEK } from '../../calendar/units.ts';
import { monday, tuesday } from '../example.ts';
import type { Metric } from '../metric.ts';
import { isContacted, isFirstContact } from '../query/conditions.ts';
import { answeredCalls } from '../query/joins.ts';

export const fcr: Metric = {
  id: 'fcr',
  title: 'First contact resolution',
  description:
    'The share of solved tickets that needed one contact only: one public reply or one answered call, no reopen, no escalation.',
  formula:
    '100 × (one contact, not reopened, not escalated) ÷ solved tickets with at least one contact; contacts = agent replies + answered calls',
  unit: 'percent',
  better: 'higher',
  aliases: ['first contact resolution', 'first contact', 'first call resolution', 'one touch'],
  articles: ['Vtiger', 'Zendesk', 'Indeed'],
  tips: ['Give agents the whole answer at hand: what comes back within a week was not resolved.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with solved_at, agent_replies and reopens.',
  relation: 'tickets',
  at: 'f.solved_at',
  where: isContacted,
  joins: [answeredCalls],
  measure: { kind: 'share', hit: isFirstContact },
  isOfSolved: true,
  settlesAfter: WEEK,
  example: {
    says: '4 solved: one reply; one call; two replies; one reply but reopened → 50 %',
    facts: {
      tickets: [
        { agent_replies: 1 },
        { id: 'called', agent_replies: 0 },
        { agent_replies: 2 },
        { agent_replies: 1, reopens: 1 },
      ].map((ticket) => ({ created_at: monday, solved_at: tuesday, ...ticket })),
      calls: [{ at: monday + HOUR, ticket: 'called', is_answered: true }],
    },
    expected: 50,
  },
};
