const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A dimension's value as people read it. */
export function formatKey(dimension: string, value: string | number | null): string {
  if (value === null) return '(unknown)';
  if (dimension === 'weekday') return weekdays[Number(value)] ?? String(value);
  if (dimension === 'hour') return `${String(value).padStart(2, '0')}:00`;
  return String(value).replaceAll('_', dimension === 'kind' || dimension === 'channel' ? ' ' : '_');
}
