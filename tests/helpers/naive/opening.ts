/** Shifts on workdays, a night from Saturday to Sunday, when clocks are changed, and days when it is closed. As settings say it. */
export function officeIn(timezone: string) {
  return {
    name: 'office',
    timezone,
    hours: { weekdays: '09:00-13:00, 14:00-18:00', saturday: '22:00-06:00' },
    holidays,
  };
}

const holidays = ['2026-03-05', '2026-04-03', '2026-10-14', '2026-10-20'];
const workdays = new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']);
const quarter = 900;

/** The same as plain quarters of an hour: seconds of opening time from `first` up to an instant not after `last`. */
export function openedBy(timezone: string, { first, last }: { first: number; last: number }) {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  });
  function isOpen(at: number): boolean {
    const parts = Object.fromEntries(clock.formatToParts(at * 1000).map(({ type, value }) => [type, value]));
    const { weekday = '', hour = '' } = parts;
    if (holidays.includes(`${parts['year']}-${parts['month']}-${parts['day']}`)) return false;
    if (weekday === 'Sat') return Number(hour) >= 22;
    if (weekday === 'Sun') return Number(hour) < 6;
    return workdays.has(weekday) && Number(hour) >= 9 && Number(hour) < 18 && Number(hour) !== 13;
  }
  const start = Math.floor(first / quarter) * quarter;
  const quarters: { isOpen: boolean; before: number }[] = [];
  let before = 0;
  for (let at = start; at <= last; at += quarter) {
    quarters.push({ isOpen: isOpen(at), before });
    if (quarters.at(-1)?.isOpen) before += quarter;
  }
  return (instant: number): number => {
    const found = quarters[Math.floor((instant - start) / quarter)];
    if (found === undefined) throw new RangeError(`no quarter of an hour is known at ${instant}`);
    return found.before + (found.isOpen ? (instant - start) % quarter : 0);
  };
}
