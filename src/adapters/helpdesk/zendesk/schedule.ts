import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import type { Schedule } from '../../../helpdesk.ts';
import { firstIssue, ifConnected, instant, type Call } from '../kit/index.ts';
import { ianaZone } from '../kit/rails-zones.ts';
import type { Api } from './api.ts';
import { id } from './fields.ts';

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const minutesADay = 1440;

const zone = z.string().transform((name, context) => {
  const known = ianaZone(name);
  if (known !== undefined) return known;
  context.addIssue({ code: 'custom', message: `expected a zone of Rails or IANA, got ${JSON.stringify(name)}` });
  return z.NEVER;
});

/** In minutes since Sunday's midnight by the local clock. */
const interval = z
  .object({ start_time: z.int().min(0), end_time: z.int() })
  .transform(({ start_time: start, end_time: end }, context) => {
    const index = Math.floor(start / minutesADay);
    const [day, midnight] = [days[index], index * minutesADay];
    if (day !== undefined && end > start && end <= midnight + minutesADay) {
      return { day, from: (start - midnight) * 60, to: (end - midnight) * 60 };
    }
    context.addIssue({ code: 'custom', message: 'expected a stretch within one day of the week' });
    return z.NEVER;
  });

const date = z.iso.date().transform((value) => Date.parse(value) / 1000);

const holiday = z
  .object({ start_date: date, end_date: date })
  .refine(({ start_date, end_date }) => start_date <= end_date, 'expected an end that is not before the start')
  .transform(({ start_date, end_date }) => ({ from: start_date, to: end_date }));

/** In no order. */
const listed = z.object({ schedules: z.array(z.unknown()) });
const dated = z.object({ holidays: z.array(z.unknown()) });
const created = z.array(z.looseObject({ id, created_at: instant }));
const opening = z.object({ time_zone: zone, intervals: z.array(interval), holidays: z.array(holiday) });

/**
 * The account's default schedule, which is the one created first; undefined where it has none, or one that never opens.
 * @throws UpstreamError, UserError `unreadable-schedule`
 */
export async function readSchedule(
  api: Api,
  { desk, signal }: { desk: string; signal: AbortSignal },
): Promise<Schedule | undefined> {
  const schedules = parsed((await ifConnected(askSchedules(api, { signal }))) ?? [], { as: created, desk });
  const [oldest] = schedules.toSorted((one, other) => one.created_at - other.created_at || one.id - other.id);
  if (oldest === undefined) return undefined;
  const path = `business_hours/schedules/${oldest.id}/holidays`;
  const { holidays: dates } = (await api.get(path, dated, { signal })).body;
  const {
    time_zone: timezone,
    intervals: shifts,
    holidays,
  } = parsed({ ...oldest, holidays: dates }, { as: opening, desk });
  return shifts.length === 0 ? undefined : { timezone, shifts, holidays };
}

export async function askSchedules(api: Api, call: Call): Promise<readonly unknown[]> {
  return (await api.get('business_hours/schedules', listed, call)).body.schedules;
}

/** All or nothing: hours that were understood in part would count wrongly. */
function parsed<T>(answer: unknown, { as, desk }: { as: z.ZodType<T>; desk: string }): T {
  const read = as.safeParse(answer);
  if (read.success) return read.data;
  throw new UserError(
    'unreadable-schedule',
    `The default schedule of the desk "${desk}" cannot be read (${firstIssue(read.error)}): change it in Zendesk, or give the desk one in deskpulse.yaml.`,
  );
}
