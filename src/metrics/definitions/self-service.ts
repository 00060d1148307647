import { MINUTE } from '../../calendar/units.ts';
import { monday } from '../example.ts';
import { countWhere, type Metric } from '../metric.ts';

const sessions = 'count(DISTINCT (f.desk, f.session, CASE WHEN f.session IS NULL THEN f.id END))';

export const selfService: Metric = {
  id: 'self-service',
  title: 'Self-service',
  description:
    'Of all who sought help, the share who did so in the help centre: its sessions against the tickets created.',
  formula:
    '100 × sessions ÷ (sessions + tickets created); a row without a session is its own; by article, all tickets stand against each article’s sessions',
  unit: 'percent',
  better: 'higher',
  aliases: ['self service', 'self service usage', 'help centre', 'help center', 'deflection'],
  articles: ['Indeed'],
  tips: ['Improve what is used least, and the topics that people still write tickets about.'],
  needs: ['self_service', 'tickets'],
  connect: 'Connect a help centre, or import a self_service file, beside tickets.',
  relation: 'self_service',
  at: 'f.at',
  measure: {
    kind: 'part',
    count: sessions,
    other: { relation: 'tickets', at: 'f.created_at', measure: { kind: 'count' } },
  },
  beside: [
    { label: 'Sessions', unit: 'count', sql: sessions, isCount: true },
    countWhere('Views', `f.kind = 'view'`),
    countWhere('Searches', `f.kind = 'search'`),
  ],
  example: {
    says: '3 sessions (one of two views), 1 ticket → 75 %',
    facts: {
      self_service: [
        { at: monday, kind: 'view', session: 's1' },
        { at: monday + MINUTE, kind: 'view', session: 's1' },
        { at: monday, kind: 'search', session: 's2' },
        { at: monday, kind: 'view' },
      ],
      tickets: [{ created_at: monday }],
    },
    expected: 75,
  },
};
