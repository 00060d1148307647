/** Lengths of time in seconds. A local day may be shorter or longer: `wall.ts` moves by those. */
export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
/** On average, leap years counted. */
export const YEAR = 365.25 * DAY;
