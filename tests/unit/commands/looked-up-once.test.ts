import { pino } from 'pino';
import { expect, test } from 'vitest';
import { answer } from '../../../src/commands/answer.ts';
import type { Reader } from '../../../src/store/store.ts';
import { thursday } from '../../helpers/vocabulary.ts';

const desk = {
  kind: 'files',
  cursor: null,
  rows_read: 1,
  is_complete: true,
  failed_at: null,
  error: null,
  began_at: null,
  loaded_from: null,
  loaded_to: null,
};

test.each(['csat last-week by agent', '', 'top last-week', 'risk', 'sla next 2h', 'status'])(
  'all parts of the answer to “%s” see the same desks, which are looked up once and anew for the next',
  async (text) => {
    const asked: string[] = [];
    const store: Reader = {
      query: async (sql, _values, row) => {
        asked.push(sql);
        // A desk more each time: what is looked up again would be seen.
        const times = asked.filter((other) => other === sql).length;
        if (sql !== 'SELECT * FROM desks') return [];
        return Array.from({ length: times }, (_, index) =>
          row.parse({ ...desk, name: `desk ${index}`, synced_at: thursday.now }),
        );
      },
    };
    const ask = () =>
      answer(
        {
          id: '1',
          place: { platform: 'slack', conversation: 'D1' },
          isDirect: true,
          from: { id: 'U1', email: 'max@example.com' },
          text,
        },
        {
          store,
          people: [{ email: 'max@example.com', role: 'manager' }],
          individuals: 'on',
          allowed: [],
          goals: {},
          timezone: thursday.timezone,
          weekStart: 'monday',
          now: () => thursday.now,
          log: pino({ level: 'silent' }),
        },
      );
    const lookUps = () =>
      ['FROM desks', 'FROM desk_sources', 'FROM agents WHERE'].map(
        (table) => asked.filter((sql) => sql.includes(table) && !sql.includes('JOIN')).length,
      );
    const first = await ask();
    expect(lookUps().filter((times) => times > 1)).toEqual([]);
    expect(JSON.stringify(first.card)).not.toContain('desk 1');
    expect(JSON.stringify((await ask()).card)).toContain('desk 1');
  },
);
