import { describe, expect, it } from 'vitest';
import { businessHours } from '../../../src/calendar/business-hours.ts';
import { refreshCalendar } from '../../../src/jobs/sla/calendar.ts';
import { scheduleSettings } from '../../../src/jobs/sla/settings.ts';
import type { NamedSchedule } from '../../../src/jobs/sla/levels.ts';
import { listOpenDesks } from '../../../src/store/facts/business-hours.ts';
import { removeDesk } from '../../../src/store/facts/desks.ts';
import type { Store } from '../../../src/store/store.ts';
import { openAsking, wordsOf } from '../../helpers/asking.ts';
import { at, fill, startStore, type SomeFacts } from '../../helpers/store.ts';

const now = at('2026-11-19T10:30:00+02:00');
const hour = 3600;
const office = scheduleSettings.parse({
  name: 'office',
  timezone: 'Europe/Athens',
  hours: { weekdays: '09:00-17:00' },
  holidays: ['2026-11-11'],
});

/** A desk `acme` with these facts and this schedule, to ask. */
async function openDesk(store: Store, some: SomeFacts, schedules: readonly NamedSchedule[] = [office]) {
  await fill(store, some);
  await refreshCalendar(store, { desk: 'acme', levels: { schedules, slas: [] }, now });
  const ask = openAsking(store, { now, goals: { frt: { op: '<=', value: 1 } } });
  return async (text: string) => {
    const answered = await ask(text);
    return { answered, data: answered.data as Readonly<Record<string, unknown>> };
  };
}

function ticket(id: string, created: string, replied: string) {
  return { id, created_at: at(created), first_reply_at: at(replied), solved_at: at(replied) };
}

describe('durations in business hours', () => {
  it('leave out nights, weekends and holidays', async () => {
    await using store = await startStore();
    const ask = await openDesk(store, {
      tickets: [
        // Within a day: 2 h. Over a night: 1 h + 1 h. Over the holiday on Wednesday: 1 h + 2 h. From the weekend: 1 h.
        ticket('1', '2026-11-09T10:00:00+02:00', '2026-11-09T12:00:00+02:00'),
        ticket('2', '2026-11-09T16:00:00+02:00', '2026-11-10T10:00:00+02:00'),
        ticket('3', '2026-11-10T16:00:00+02:00', '2026-11-12T11:00:00+02:00'),
        ticket('4', '2026-11-07T12:00:00+02:00', '2026-11-09T10:00:00+02:00'),
      ],
    });
    const frt = await ask('frt hours:business last-week');
    // (2 + 2 + 3 + 1) ÷ 4 h.
    expect(frt.data).toMatchObject({ value: 2 * hour, n: 4, hours: 'business', stats: { median: 2 * hour } });
    expect(frt.answered.card.summary).toContain('First reply time in business hours 2 h last week');
    expect((await ask('resolution-time hours:business last-week')).data).toMatchObject({ value: 2 * hour, n: 4 });
    const plain = await ask('frt last-week');
    expect(plain.data).toMatchObject({ value: (2 + 18 + 43 + 46) * (hour / 4), n: 4 });
    expect(plain.data).not.toHaveProperty('hours');
  });

  it('hold for replies and for complaints', async () => {
    await using store = await startStore();
    const created = at('2026-11-09T08:00:00+02:00');
    const ask = await openDesk(store, {
      tickets: [
        {
          id: '1',
          is_complaint: true,
          created_at: created,
          escalated_at: at('2026-11-09T16:00:00+02:00'),
          solved_at: at('2026-11-10T11:00:00+02:00'),
        },
      ],
      replies: [
        {
          id: 'r1',
          ticket: '1',
          at: at('2026-11-10T10:00:00+02:00'),
          by: 'agent',
          is_public: true,
          waited_seconds: 20 * hour,
        },
      ],
    });
    // From 16:00 on Monday: an hour, and two on Tuesday.
    expect((await ask('complaint-resolution-time hours:business last-week')).data).toMatchObject({ value: 3 * hour });
    // Since 14:00 on Monday: three hours, and one on Tuesday.
    expect((await ask('reply-time hours:business last-week')).data).toMatchObject({ value: 4 * hour });
  });

  it('hold for a desk that gives replies and no tickets', async () => {
    await using store = await startStore();
    const reply = { by: 'agent', is_public: true } as const;
    const ask = await openDesk(store, {
      replies: [
        { ...reply, id: 'r1', at: at('2026-11-10T10:00:00+02:00'), waited_seconds: 20 * hour },
        { ...reply, id: 'r2', at: at('2026-11-09T10:00:00+02:00'), waited_seconds: 64 * hour },
      ],
    });
    // Since 14:00 on Monday: three hours, and one on Tuesday. Since 18:00 on Friday: an hour on Monday.
    expect((await ask('reply-time hours:business last-week')).data).toMatchObject({ value: 2.5 * hour, n: 2 });
  });

  it('go with a breakdown, a filter, a median and its interval as they do without', async () => {
    await using store = await startStore();
    const tickets = Array.from({ length: 9 }, (_, index) => ({
      ...ticket(`${index}`, '2026-11-09T16:00:00+02:00', `2026-11-10T0${index}:30:00+02:00`),
      team: index < 4 ? 'billing' : 'shipping',
    }));
    const ask = await openDesk(store, { tickets });
    // Until 09:00 on Tuesday no more than Monday’s last hour passed.
    const median = await ask('frt hours:business last-week median by team');
    expect(median.data).toMatchObject({
      value: hour,
      interval: [hour, hour],
      breakdown: [
        { key: { team: 'shipping' }, value: hour, n: 5 },
        { key: { team: 'billing' }, value: hour, n: 4 },
      ],
    });
    expect((await ask('frt hours:business last-week team:billing')).data).toMatchObject({ value: hour, n: 4 });
  });

  it('agree with a plain count for tickets of two years, over changes of the clocks', async () => {
    await using store = await startStore();
    const { elapsed } = businessHours(office);
    // Every 13 hours and 7 minutes a ticket, answered after up to nine days.
    const tickets = Array.from({ length: 1300 }, (_, index) => {
      const created_at = at('2024-10-01T00:00:00Z') + index * 47_220;
      return { id: `${index}`, created_at, first_reply_at: created_at + ((index * 7919) % 777_777) };
    });
    const ask = await openDesk(store, { tickets });
    const [from, to] = [at('2025-01-01T00:00:00+02:00'), at('2026-01-01T00:00:00+02:00')];
    const counted = tickets
      .filter(({ first_reply_at }) => first_reply_at >= from && first_reply_at < to)
      .map(({ created_at, first_reply_at }) => elapsed(created_at, first_reply_at));
    const { data } = await ask('frt hours:business 2025');
    expect(data['n']).toBe(counted.length);
    expect(data['value']).toBeCloseTo(counted.reduce((sum, seconds) => sum + seconds, 0) / counted.length, 6);
  });

  it('are compared with no goal, which is meant in plain time', async () => {
    await using store = await startStore();
    const ask = await openDesk(store, {
      tickets: [ticket('1', '2026-11-09T10:00:00+02:00', '2026-11-09T12:00:00+02:00')],
    });
    expect((await ask('frt hours:business last-week')).data).toMatchObject({ goal: null });
    expect((await ask('frt last-week')).data).toMatchObject({ goal: { met: false } });
  });

  it('are asked for again by the buttons', async () => {
    await using store = await startStore();
    const ask = await openDesk(store, {
      tickets: [ticket('1', '2026-11-09T10:00:00+02:00', '2026-11-09T12:00:00+02:00')],
    });
    expect(wordsOf((await ask('frt hours:business last-week')).answered)).toContain(
      'frt last week hours:business public',
    );
  });
});

describe('a desk without a schedule', () => {
  it('has no business hours, and says what to do', async () => {
    await using store = await startStore();
    const ask = await openDesk(store, { tickets: [{ id: '1', created_at: now - hour }] }, []);
    const { answered } = await ask('frt hours:business');
    expect(wordsOf(answered)).toContain('No business hours are known for acme: add a schedule');
  });

  it('is left out beside one that has one, which is said', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [{ id: '9', created_at: now - hour }] }, { desk: 'emea' });
    const ask = await openDesk(store, {
      tickets: [ticket('1', '2026-11-09T10:00:00+02:00', '2026-11-09T12:00:00+02:00')],
    });
    const { data } = await ask('frt hours:business last-week');
    expect(data).toMatchObject({ n: 1, notes: ['emea has no schedule and is not counted in business hours.'] });
  });
});

describe('the hours written out', () => {
  it('follow the schedule when it changes, and go with it and with the desk', async () => {
    await using store = await startStore();
    const facts = { tickets: [ticket('1', '2026-11-09T10:00:00+02:00', '2026-11-10T10:00:00+02:00')] };
    const ask = await openDesk(store, facts);
    expect((await ask('frt hours:business last-week')).data).toMatchObject({ value: 8 * hour });
    const shorter = scheduleSettings.parse({ ...written, hours: { weekdays: '09:00-13:00' } });
    await refreshCalendar(store, { desk: 'acme', levels: { schedules: [shorter], slas: [] }, now });
    expect((await ask('frt hours:business last-week')).data).toMatchObject({ value: 4 * hour });
    await refreshCalendar(store, { desk: 'acme', levels: { schedules: [], slas: [] }, now });
    expect(await listOpenDesks(store)).toEqual([]);
    await refreshCalendar(store, { desk: 'acme', levels: { schedules: [office], slas: [] }, now });
    await removeDesk(store, 'acme');
    expect(await listOpenDesks(store)).toEqual([]);
  });

  it('reach back to tickets that came later, and on as time passes', async () => {
    await using store = await startStore();
    const ask = await openDesk(store, {
      tickets: [ticket('1', '2026-11-09T10:00:00+02:00', '2026-11-09T12:00:00+02:00')],
    });
    await fill(store, { tickets: [ticket('2', '2019-05-06T10:00:00+03:00', '2026-11-09T12:00:00+02:00')] });
    await refreshCalendar(store, { desk: 'acme', levels: { schedules: [office], slas: [] }, now });
    expect((await ask('frt hours:business last-week')).data).toMatchObject({ n: 2 });
    const levels = { schedules: [office], slas: [] };
    await refreshCalendar(store, { desk: 'acme', levels, now: now + 399 * 24 * hour });
    await fill(store, { tickets: [ticket('3', '2028-01-05T10:00:00+02:00', '2028-01-05T12:00:00+02:00')] });
    const later = openAsking(store, { now: at('2028-01-06T00:00:00+02:00') });
    expect((await later('frt hours:business yesterday')).data).toMatchObject({ value: 2 * hour, n: 1 });
  });
});

const written = { name: 'office', timezone: 'Europe/Athens' };
