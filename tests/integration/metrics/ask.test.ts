import { describe, expect, it } from 'vitest';
import { daysFrom, periodAgo, type Period } from '../../../src/calendar/period.ts';
import { wallAt } from '../../../src/calendar/wall.ts';
import { ask } from '../../helpers/answers.ts';
import { metrics } from '../../../src/metrics/index.ts';
import type { Question } from '../../../src/metrics/answer/question.ts';
import { at, fill, startStore } from '../../helpers/store.ts';

const timezone = 'Europe/Athens';
const now = at('2026-11-19T10:30:00+02:00');
const clock = { now, timezone, weekStart: 'monday' } as const;
const lastWeek = periodAgo({ unit: 'week', ago: 1, label: 'last week' }, clock);
const minute = 60;
const day = 86_400;

function question(id: string, more: Partial<Question> = {}): Question {
  const metric = metrics.find((candidate) => candidate.id === id);
  if (!metric) throw new Error(`no metric ${id}`);
  return { metric, period: lastWeek, by: [], filters: [], scope: { desks: ['acme'], agents: 'all' }, now, ...more };
}

const inside = at('2026-11-11T12:00:00+02:00');
const weekBefore = inside - 7 * day;

function ratings(positive: number, negative: number, when = inside) {
  return Array.from({ length: positive + negative }, (_, index) => ({
    id: `${when}-${index}`,
    kind: 'csat' as const,
    answered_at: when,
    score: index < positive ? 5 : 3,
    scale_min: 1,
    scale_max: 5,
  }));
}

describe('csat', () => {
  it('is 60 % for 30 positive of 50 answers', async () => {
    await using store = await startStore();
    await fill(store, { surveys: ratings(30, 20) });
    const answer = await ask(store, question('csat'));
    expect(answer).toMatchObject({
      value: 60,
      n: 50,
      isConnected: true,
      change: null,
      previous: { value: null, n: 0 },
    });
  });

  it('carries a Wilson interval, the previous week, the change and whether it is noise', async () => {
    await using store = await startStore();
    await fill(store, { surveys: [...ratings(143, 21), ...ratings(154, 17, weekBefore)] });
    const answer = await ask(store, question('csat'));
    expect(answer.value).toBeCloseTo(87.1951219512, 9);
    expect(answer.interval?.map((end) => Number(end.toFixed(4)))).toEqual([81.2175, 91.4701]);
    expect(answer.previous.value).toBeCloseTo(90.0584795322, 9);
    expect(answer.change).toBeCloseTo(-2.8633575809, 9);
    expect(answer.isWithinNoise).toBe(true);
  });

  it('takes 4–5 of 5, 8–10 of 10 and good as positive, and leaves out what was not answered or is no csat', async () => {
    await using store = await startStore();
    const rating = (id: string, score: number | null, scale: [number, number]) => ({
      id,
      kind: 'csat' as const,
      answered_at: inside,
      score,
      scale_min: scale[0],
      scale_max: scale[1],
    });
    await fill(store, {
      surveys: [
        rating('a', 4, [1, 5]),
        rating('b', 3, [1, 5]),
        rating('c', 8, [0, 10]),
        rating('d', 7, [0, 10]),
        rating('e', 1, [0, 1]),
        rating('f', 0, [0, 1]),
        rating('g', null, [1, 5]),
        rating('h', 8, [1, 10]),
        { ...rating('i', 1, [1, 5]), answered_at: null },
        { ...rating('j', 1, [1, 5]), kind: 'esat' },
        { ...rating('k', 5, [5, 5]) },
      ],
    });
    expect(await ask(store, question('csat'))).toMatchObject({ n: 7, value: (100 * 4) / 7 });
  });

  it('counts an answer at the first instant of the week and not the one at its end', async () => {
    await using store = await startStore();
    await fill(store, {
      surveys: [...ratings(1, 0, lastWeek.from), ...ratings(0, 1, lastWeek.to), ...ratings(0, 1, lastWeek.from - 1)],
    });
    expect(await ask(store, question('csat'))).toMatchObject({ n: 1, value: 100 });
  });

  it('is no data without an answer, and not connected without a source', async () => {
    await using store = await startStore();
    await fill(store, { surveys: ratings(1, 0, weekBefore - 30 * day) });
    expect(await ask(store, question('csat'))).toMatchObject({ value: null, n: 0, isConnected: true });
    expect(await ask(store, question('nps'))).toMatchObject({ value: null, n: 0, isConnected: false, series: [] });
  });
});

describe('nps', () => {
  it('is 60 for 70 promoters, 20 passives and 10 detractors', async () => {
    await using store = await startStore();
    const scores = [...Array(70).fill(9), ...Array(20).fill(7), ...Array(10).fill(6)];
    await fill(store, {
      surveys: scores.map((score, index) => ({
        id: String(index),
        kind: 'nps' as const,
        answered_at: inside,
        score,
        scale_min: 0,
        scale_max: 10,
      })),
    });
    expect(await ask(store, question('nps'))).toMatchObject({ value: 60, n: 100 });
  });
});

describe('ces', () => {
  it('is the mean on 1–7, other scales rescaled', async () => {
    await using store = await startStore();
    const score = (id: string, value: number, max: number) => ({
      id,
      kind: 'ces' as const,
      answered_at: inside,
      score: value,
      scale_min: 1,
      scale_max: max,
    });
    // 1, 4 (3 of 1–5 is the middle) and 7
    await fill(store, { surveys: [score('a', 1, 7), score('b', 3, 5), score('c', 7, 7)] });
    expect(await ask(store, question('ces'))).toMatchObject({ value: 4, n: 3, stats: { median: 4 } });
  });
});

const replied = (id: string, minutes: number, more = {}) => ({
  id,
  created_at: inside - minutes * minute,
  first_reply_at: inside,
  ...more,
});

describe('a mean of equal values', () => {
  it('has no interval, and whether a change is noise cannot be told', async () => {
    await using store = await startStore();
    const efforts = (score: number, answered_at: number) =>
      Array.from({ length: 6 }, (_, index) => ({
        id: `${answered_at}-${index}`,
        kind: 'ces' as const,
        answered_at,
        score,
        scale_min: 0,
        scale_max: 7,
      }));
    await fill(store, { surveys: [...efforts(3, inside), ...efforts(2, weekBefore)] });
    const answer = await ask(store, question('ces'));
    expect(answer).toMatchObject({ n: 6, interval: null, previous: { n: 6, interval: null }, isWithinNoise: null });
    expect(answer.change).toBeCloseTo(6 / 7, 9);
  });
});

describe('frt', () => {
  it('is the mean of the first replies made in the period, with median and p90 beside it', async () => {
    await using store = await startStore();
    const elsewhere = { id: 'z', created_at: inside, first_reply_at: lastWeek.to };
    await fill(store, {
      tickets: [replied('a', 10), replied('b', 20), replied('c', 60), { id: 'd', created_at: inside }, elsewhere],
    });
    const answer = await ask(store, question('frt'));
    expect(answer).toMatchObject({ value: 30 * minute, n: 3, stats: { median: 20 * minute } });
    // linear between the second and the third value: 20 + 0.8 × 40
    expect(answer.stats.p90).toBeCloseTo(52 * minute, 6);
    // t(0.975, 2) = 4.302653, s = 26.457513 min, ÷ √3
    expect(answer.interval?.[1]).toBeCloseTo(
      (30 + (4.302652729911275 * 26.457513110645905) / Math.sqrt(3)) * minute,
      3,
    );
  });

  it('is the first replier’s by agent, else the assignee’s', async () => {
    await using store = await startStore();
    await fill(store, {
      agents: [
        { id: '1', name: 'Ana' },
        { id: '2', name: 'Bo' },
      ],
      tickets: [
        replied('a', 10, { agent: '1', first_reply_by: '2' }),
        replied('b', 20, { agent: '1' }),
        replied('c', 30),
      ],
    });
    const answer = await ask(store, question('frt', { by: ['agent'] }));
    expect(answer.breakdown.map(({ key, value }) => [key['agent'], value])).toEqual([
      ['Ana', 20 * minute],
      ['Bo', 10 * minute],
      [null, 30 * minute],
    ]);
  });

  it('answers the median with its order-statistics interval', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((minutes) => replied(String(minutes), minutes)) });
    const answer = await ask(store, question('frt', { statistic: 'median' }));
    // n = 9: ranks 2 and 8 bound the median with at least 95 %
    expect(answer).toMatchObject({ value: 5 * minute, interval: [2 * minute, 8 * minute] });
  });
});

const solvedTicket = (id: string, more = {}) => ({ id, created_at: inside - day, solved_at: inside, ...more });

describe('metrics of solved tickets', () => {
  it('resolution time: 1, 2 and 6 days are 3 days', async () => {
    await using store = await startStore();
    await fill(store, {
      tickets: [1, 2, 6].map((days) => ({ id: String(days), created_at: inside - days * day, solved_at: inside })),
    });
    expect(await ask(store, question('resolution-time'))).toMatchObject({ value: 3 * day, n: 3 });
  });

  it('fcr: one reply or one answered call, no reopen, no escalation; without a contact no part of it', async () => {
    await using store = await startStore();
    const call = { at: inside, is_answered: true };
    await fill(store, {
      tickets: [
        solvedTicket('one reply', { agent_replies: 1, reopens: 0 }),
        solvedTicket('one call', { agent_replies: 0 }),
        solvedTicket('two replies', { agent_replies: 2 }),
        solvedTicket('reopened', { agent_replies: 1, reopens: 1 }),
        solvedTicket('escalated', { agent_replies: 1, escalated_at: inside }),
        solvedTicket('reply and call', { agent_replies: 1 }),
        solvedTicket('spam', { agent_replies: 0 }),
        solvedTicket('unknown', {}),
      ],
      calls: [
        { id: '1', ticket: 'one call', ...call },
        { id: '2', ticket: 'reply and call', ...call },
        { id: '3', ticket: 'spam', ...call, is_answered: false },
        { id: '4', ticket: 'one reply', ...call, at: now },
      ],
    });
    const answer = await ask(store, question('fcr'));
    expect(answer).toMatchObject({ n: 6, value: (100 * 2) / 6 });
  });

  it('fcr is provisional for seven days', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [solvedTicket('1', { agent_replies: 1 })] });
    expect((await ask(store, question('fcr'))).notes[0]).toMatch(/^Provisional for 7 days/);
    const weekBeforeLast = periodAgo({ unit: 'week', ago: 2 }, clock);
    expect((await ask(store, question('fcr', { period: weekBeforeLast }))).notes).toEqual([]);
  });

  it('reopen rate: 2 of 10, mean reopens beside it', async () => {
    await using store = await startStore();
    await fill(store, {
      tickets: [...Array(10).keys(), 'unknown'].map((id) =>
        solvedTicket(String(id), { reopens: id === 0 ? 3 : id === 1 ? 1 : id === 'unknown' ? null : 0 }),
      ),
    });
    const answer = await ask(store, question('reopen-rate'));
    expect(answer).toMatchObject({ value: 20, n: 10, besides: [{ value: 0.4 }] });
  });

  it('solved: a ticket reopened later leaves the period it was solved in, and the answer says so', async () => {
    await using store = await startStore();
    await fill(store, {
      tickets: [solvedTicket('a'), solvedTicket('b'), { id: 'c', created_at: inside - day, solved_at: null }],
      ticket_spans: [
        { ticket: 'c', seq: 0, from_at: inside - day, to_at: inside },
        { ticket: 'c', seq: 1, from_at: inside + 7 * day },
      ],
    });
    const answer = await ask(store, question('solved'));
    expect(answer).toMatchObject({ value: 2, n: 2 });
    expect(answer.notes).toEqual(['1 ticket solved then was reopened since and no longer counts here.']);
    const filtered = await ask(
      store,
      question('solved', { filters: [{ key: 'team', values: ['x'], isNegated: false }] }),
    );
    expect(filtered).toMatchObject({ value: 0, notes: [] });
  });
});

describe('tickets', () => {
  it('counts nothing as 0 on a connected desk', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [] });
    expect(await ask(store, question('tickets'))).toMatchObject({ value: 0, n: 0, isConnected: true });
  });

  it('covers all of a day of 25 hours and of one of 23', async () => {
    await using store = await startStore();
    const hours = (from: string, count: number) =>
      Array.from({ length: count }, (_, hour) => ({ id: `${from}${hour}`, created_at: at(from) + hour * 3600 }));
    await fill(store, {
      tickets: [...hours('2026-10-24T00:00:00+03:00', 72), ...hours('2026-03-28T00:00:00+02:00', 71)],
    });
    const on = (month: number, date: number): Period => {
      const midnight = wallAt({ year: 2026, month, day: date });
      return daysFrom(midnight, { until: midnight + day }, clock);
    };
    expect(await ask(store, question('tickets', { period: on(10, 25) }))).toMatchObject({
      value: 25,
      previous: { value: 24 },
    });
    expect(await ask(store, question('tickets', { period: on(3, 29) }))).toMatchObject({
      value: 23,
      previous: { value: 24 },
    });
    const byHour = await ask(store, question('tickets', { period: on(10, 25), by: ['hour'] }));
    expect(byHour.breakdown.find(({ key }) => key['hour'] === 3)?.value).toBe(2);
    expect(byHour.breakdown.map(({ key }) => key['hour'])).toEqual([...Array(24).keys()]);
  });

  it('counts a ticket in each of its tags, by two dimensions too', async () => {
    await using store = await startStore();
    await fill(store, {
      tickets: [
        { id: '1', created_at: inside, tags: ['vip', 'Refund'], channel: 'email' },
        { id: '2', created_at: inside, tags: ['vip'], channel: 'chat' },
        { id: '3', created_at: inside, tags: null, channel: 'chat' },
      ],
    });
    const answer = await ask(store, question('tickets', { by: ['tag', 'channel'] }));
    expect(answer.breakdown.map(({ key, n }) => [key['tag'], key['channel'], n])).toEqual([
      ['Refund', 'email', 1],
      ['vip', 'chat', 1],
      ['vip', 'email', 1],
    ]);
    const count = async (isNegated: boolean) =>
      (await ask(store, question('tickets', { filters: [{ key: 'tag', values: ['REFUND'], isNegated }] }))).value;
    expect(await count(false)).toBe(1);
    expect(await count(true)).toBe(2);
  });

  it('puts weekdays in their order, Monday first', async () => {
    await using store = await startStore();
    const monday = lastWeek.from;
    await fill(store, { tickets: [0, 0, 6].map((days, id) => ({ id: String(id), created_at: monday + days * day })) });
    const answer = await ask(store, question('tickets', { by: ['weekday'] }));
    expect(answer.breakdown.map(({ key, n }) => [key['weekday'], n])).toEqual([
      [0, 2],
      [6, 1],
    ]);
  });

  it('filters with OR inside a key, AND across keys, without case, and leaves unknowns to the negation', async () => {
    await using store = await startStore();
    await fill(store, {
      tickets: [
        { id: '1', created_at: inside, team: 'Billing', priority: 'high' },
        { id: '2', created_at: inside, team: 'Technical', priority: 'high' },
        { id: '3', created_at: inside, team: 'Billing', priority: 'low' },
        { id: '4', created_at: inside },
      ],
    });
    const count = async (...filters: Question['filters']) => (await ask(store, question('tickets', { filters }))).value;
    const team = (values: string[], isNegated = false) => ({ key: 'team', values, isNegated });
    expect(await count(team(['billing', 'technical']))).toBe(3);
    expect(await count(team(['billing']), { key: 'priority', values: ['high'], isNegated: false })).toBe(1);
    expect(await count(team(['billing'], true))).toBe(2);
    expect(await count(team([`x') OR TRUE --`]))).toBe(0);
  });
});

describe('backlog', () => {
  const open = (id: string, ageSeconds: number, more = {}) => ({
    id,
    created_at: now - ageSeconds,
    first_reply_at: now - ageSeconds + 60,
    ...more,
  });
  const today = periodAgo({ unit: 'day', ago: 0, label: 'today' }, clock);

  it('counts what is unsolved, answered and at least a day old', async () => {
    await using store = await startStore();
    await fill(store, {
      tickets: [
        open('exactly a day', day),
        open('not yet a day', day - 1),
        open('old', 5 * day),
        open('unanswered', 5 * day, { first_reply_at: null }),
        open('solved', 5 * day, { solved_at: now - 10 }),
        open('solved this instant', 5 * day, { solved_at: now }),
      ],
    });
    const answer = await ask(store, question('backlog', { period: today }));
    expect(answer).toMatchObject({ value: 2, n: 2, asOf: now });
    expect(answer.besides.map(({ value }) => value)).toEqual([1, 1, 0, 0]);
    expect(await ask(store, question('backlog', { period: today, minAge: 3 * day }))).toMatchObject({ value: 1 });
  });

  it('stands as it stood: a ticket reopened on Monday counts in Sunday’s backlog only if it was open then', async () => {
    await using store = await startStore();
    const monday = lastWeek.to;
    await fill(store, {
      tickets: [{ id: '1', created_at: lastWeek.from - 10 * day, first_reply_at: lastWeek.from - 9 * day }],
      ticket_spans: [
        { ticket: '1', seq: 0, from_at: lastWeek.from - 10 * day, to_at: lastWeek.from + 2 * day },
        { ticket: '1', seq: 1, from_at: monday + 3600 },
      ],
    });
    const answer = await ask(store, question('backlog'));
    expect(answer.value).toBe(0);
    expect(answer.series.map(({ value }) => value)).toEqual([1, 0, 0, 0, 0, 0, 0]);
    expect(answer.previous.value).toBe(1);
    expect(await ask(store, question('backlog', { period: today }))).toMatchObject({ value: 1 });
  });
});

describe('sla', () => {
  it('is met or missed when decided; live clocks and clocks without a target are not counted', async () => {
    await using store = await startStore();
    const clocks = { kind: 'first_reply' as const, started_at: inside - day, target_at: inside };
    await fill(store, {
      tickets: [{ id: 'met', created_at: 1, team: 'Billing' }],
      sla_clocks: [
        { ticket: 'met', ...clocks, stopped_at: inside },
        { ticket: 'late', ...clocks, stopped_at: inside + 1 },
        { ticket: 'never', ...clocks, kind: 'resolution' },
        { ticket: 'met before, decided then', ...clocks, target_at: now + day, stopped_at: inside },
        { ticket: 'live', ...clocks, target_at: now + day },
        { ticket: 'no target', ...clocks, target_at: null, stopped_at: inside },
      ],
    });
    const answer = await ask(store, question('sla', { by: ['kind'] }));
    expect(answer).toMatchObject({ value: 50, n: 4 });
    expect(answer.breakdown.map(({ key, value, n }) => [key['kind'], value, n])).toEqual([
      ['first_reply', (100 * 2) / 3, 3],
      ['resolution', 0, 1],
    ]);
    expect(
      await ask(store, question('sla', { filters: [{ key: 'team', values: ['billing'], isNegated: false }] })),
    ).toMatchObject({ n: 1 });
  });
});

describe('wait time', () => {
  it('is 2.5 minutes for 500 minutes over 200 answered inbound calls', async () => {
    await using store = await startStore();
    const call = { at: inside, direction: 'in' as const, is_answered: true };
    await fill(store, {
      calls: [
        ...Array.from({ length: 200 }, (_, id) => ({
          id: String(id),
          ...call,
          wait_seconds: (id % 2 ? 4 : 1) * minute,
        })),
        { id: 'missed', ...call, is_answered: false, wait_seconds: 9000 },
        { id: 'out', ...call, direction: 'out', wait_seconds: 9000 },
        { id: 'unknown', ...call },
      ],
    });
    expect(await ask(store, question('wait-time'))).toMatchObject({ value: 2.5 * minute, n: 200 });
  });
});

describe('scope', () => {
  it('leaves out other desks, and agents outside it wherever agents are named', async () => {
    await using store = await startStore();
    const tickets = [
      { id: '1', created_at: inside, agent: 'a' },
      { id: '2', created_at: inside, agent: 'b' },
    ];
    await fill(store, { tickets });
    await fill(store, { tickets }, { desk: 'sample', kind: 'sample' });
    const scope = { desks: ['acme'], agents: [{ desk: 'acme', id: 'a' }] };
    expect(await ask(store, question('tickets', { scope }))).toMatchObject({ value: 2 });
    const named = await ask(store, question('tickets', { scope, by: ['agent'] }));
    expect(named.breakdown.map(({ key }) => key['agent'])).toEqual(['a']);
    const nobody = question('tickets', { scope: { desks: ['acme'], agents: 'none' }, by: ['agent'] });
    await expect(ask(store, nobody)).rejects.toThrow('names no agents');
  });

  it('shows every dimension of every metric without failing', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [solvedTicket('1', { tags: ['x'] })], surveys: ratings(1, 1) });
    const { dimensionsOf } = await import('../../../src/metrics/query/dimensions.ts');
    for (const metric of metrics) {
      for (const name of dimensionsOf({ metric })) {
        await ask(
          store,
          question(metric.id, { by: [name], filters: [{ key: name, values: ['1'], isNegated: true, agents: [] }] }),
        );
      }
    }
  });
});

describe('trend', () => {
  it('splits last week into its days, empty ones as no data for a rate and 0 for a count', async () => {
    await using store = await startStore();
    await fill(store, { surveys: ratings(1, 1), tickets: [{ id: '1', created_at: inside }] });
    const csat = await ask(store, question('csat'));
    expect(csat.series.map(({ value }) => value)).toEqual([null, null, 50, null, null, null, null]);
    expect(csat.series[0]?.from).toBe(lastWeek.from);
    expect((await ask(store, question('tickets'))).series.map(({ value }) => value)).toEqual([0, 0, 1, 0, 0, 0, 0]);
  });

  it('says when a desk is incomplete', async () => {
    await using store = await startStore();
    const { ingest } = await import('../../../src/store/facts/ingest.ts');
    await ingest(store, { name: 'acme', kind: 'zendesk' }, { facts: { tickets: [] }, cursor: '1' });
    expect((await ask(store, question('tickets'))).notes).toEqual([
      'Incomplete: acme is still being read for the first time.',
    ]);
  });
});
