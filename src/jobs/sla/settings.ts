import { z } from 'zod';
import { dayTime, wallOfDate, weekdays, type Weekday } from '../../calendar/wall.ts';
import { DAY } from '../../calendar/units.ts';
import type { Holiday, Shift } from '../../calendar/schedule.ts';
import { explainTimezone, isTimezone } from '../../calendar/zone-name.ts';
import { channels, priorities } from '../../helpdesk.ts';
import { durationSetting } from '../settings.ts';
import type { NamedSchedule } from './levels.ts';

const text = z.string().min(1);
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const shift = `${time}-(?:${time}|24:00)`;
const shiftsSetting = z
  .string()
  .regex(new RegExp(`^${shift}(?:, ?${shift})*$`), 'expected shifts such as 09:00-13:00, 14:00-18:00');
const workdays: ReadonlySet<Weekday> = new Set(['monday', 'tuesday', 'wednesday', 'thursday', 'friday']);

const openingSetting = z
  .strictObject({
    weekdays: shiftsSetting.optional().describe('Monday to Friday, but for days with a line of their own'),
    monday: shiftsSetting.optional(),
    tuesday: shiftsSetting.optional(),
    wednesday: shiftsSetting.optional(),
    thursday: shiftsSetting.optional(),
    friday: shiftsSetting.optional(),
    saturday: shiftsSetting.optional(),
    sunday: shiftsSetting.optional(),
  })
  .refine((days) => Object.values(days).some((shifts) => shifts !== undefined), 'expected an open day or more')
  .transform((days): readonly Shift[] =>
    weekdays.flatMap((day) => {
      const shifts = days[day] ?? (workdays.has(day) ? days.weekdays : undefined);
      return (shifts ?? '').split(',').flatMap((shift) => (shift === '' ? [] : [readShift(day, shift.trim())]));
    }),
  );

/** `2026-12-25`, or `2026-12-24..2026-12-28` with both its ends. */
const holidaySetting = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(?:\.\.\d{4}-\d\d-\d\d)?$/, 'expected a date such as 2026-12-25, or 2026-12-24..2026-12-28')
  .transform((text, context): Holiday => {
    const [first, last = first] = text.split('..').map(readDate);
    if (first !== undefined && last !== undefined && first <= last) return { from: first, to: last };
    context.addIssue({ code: 'custom', message: `expected dates that exist, the earlier first; got ${text}` });
    return z.NEVER;
  });

/** When a desk is open. */
export const scheduleSettings = z
  .strictObject({
    name: text,
    timezone: z.string().refine(isTimezone, { error: ({ input }) => `expected ${explainTimezone(String(input))}` }),
    desks: z.array(text).min(1).optional().describe('The desks it is for; all, unless some are named'),
    hours: openingSetting.describe('By day; an end that is not after its start lies on the next day'),
    holidays: z.array(holidaySetting).default([]).describe('Whole local days on which it is closed'),
  })
  .transform(({ hours, ...schedule }): NamedSchedule => ({ ...schedule, shifts: hours }));

/** In seconds. No days: nobody would know whether one is of 24 hours. */
const targetSetting = z
  .string()
  .regex(/^[1-9]\d{0,3}[mh]$/, 'expected minutes or hours, such as 30m or 8h')
  .pipe(durationSetting);

const conditions = z.strictObject({
  desk: z.array(text).min(1).optional(),
  priority: z.array(z.enum(priorities)).min(1).optional(),
  team: z.array(text).min(1).optional(),
  channel: z.array(z.enum(channels)).min(1).optional(),
  tag: z.array(text).min(1).optional(),
});

/** What tickets are promised. */
export const slaSettings = z
  .strictObject({
    name: text,
    when: conditions.optional().describe('Which tickets it is for: every condition must hold, any value will do'),
    hours: z.enum(['business', 'calendar']).default('business').describe('Whether clocks run in opening hours only'),
    schedule: text.optional().describe('Whose opening hours; the desk’s, unless one is named'),
    first_reply: targetSetting.optional(),
    next_reply: targetSetting.optional(),
    resolution: targetSetting.optional(),
  })
  .refine(
    ({ first_reply, next_reply, resolution }) => (first_reply ?? next_reply ?? resolution) !== undefined,
    'expected a target or more: first_reply, next_reply or resolution',
  );

function readShift(day: Weekday, shift: string): Shift {
  const [from = '', to = ''] = shift.split('-');
  return { day, from: dayTime(from), to: to === '24:00' ? DAY : dayTime(to) };
}

function readDate(text: string): number | undefined {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return wallOfDate({ year, month, day });
}
