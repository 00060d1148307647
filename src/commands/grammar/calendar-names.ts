import type { Weekday } from '../../calendar/wall.ts';

/** By the name in full and every short form in use; 1–12. */
export const monthNames: ReadonlyMap<string, number> = new Map(
  Object.entries({
    january: 1,
    jan: 1,
    february: 2,
    feb: 2,
    march: 3,
    mar: 3,
    april: 4,
    apr: 4,
    may: 5,
    june: 6,
    jun: 6,
    july: 7,
    jul: 7,
    august: 8,
    aug: 8,
    september: 9,
    sept: 9,
    sep: 9,
    october: 10,
    oct: 10,
    november: 11,
    nov: 11,
    december: 12,
    dec: 12,
  }),
);

export const weekdayNames: ReadonlyMap<string, Weekday> = new Map(
  Object.entries({
    monday: 'monday',
    mon: 'monday',
    tuesday: 'tuesday',
    tues: 'tuesday',
    tue: 'tuesday',
    wednesday: 'wednesday',
    wed: 'wednesday',
    thursday: 'thursday',
    thurs: 'thursday',
    thur: 'thursday',
    thu: 'thursday',
    friday: 'friday',
    fri: 'friday',
    saturday: 'saturday',
    sat: 'saturday',
    sunday: 'sunday',
    sun: 'sunday',
  }),
);
