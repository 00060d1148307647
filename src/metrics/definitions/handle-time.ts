import { MINUTE } from '../../calendar/units.ts';
import { monday, tuesday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const handleTime: Metric = {
  id: 'handle-time',
  title: 'Handle time',
  description:
    'How long agents work on a contact: tracked time on the ticket and talk, hold and wrap-up of its calls, over all agents it passed through.',
  formula:
    'mean over contacts of handle_seconds + talk + hold + wrap; contacts are solved tickets with any of these, and answered calls without a ticket',
  unit: 'duration',
  better: 'lower',
  aliases: ['aht', 'average handle time', 'average handling time', 'handling time'],
  articles: ['Vtiger', 'Zendesk', 'Indeed'],
  tips: ['Read it beside a measure of quality, or audit tickets, so that speed does not cost it.'],
  needs: [['tickets', 'calls']],
  connect:
    'Connect a helpdesk that tracks time or has telephony, or import tickets with handle_seconds or a calls file.',
  relation: 'handled',
  at: 'f.at',
  isOfSolved: true,
  measure: { kind: 'mean', of: 'f.seconds' },
  example: {
    says: '10 min tracked and a call of 5 min talk and 1 min hold; a call without a ticket of 4 min → 10 min',
    facts: {
      tickets: [{ id: 'called', created_at: monday, solved_at: tuesday, handle_seconds: 10 * MINUTE }],
      calls: [
        { at: monday, ticket: 'called', is_answered: true, talk_seconds: 5 * MINUTE, hold_seconds: MINUTE },
        { at: monday, is_answered: true, talk_seconds: 3 * MINUTE, wrap_seconds: MINUTE },
      ],
    },
    expected: 10 * MINUTE,
  },
};
