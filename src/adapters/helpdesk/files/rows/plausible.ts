import type { Table } from '../../../../helpdesk.ts';
import { toIso } from '../../../../calendar/zone.ts';
import { DAY } from '../../../../calendar/units.ts';
import type { Column } from './columns.ts';

/** A row's values, of which some may have to go. */
export type Values = Record<string, unknown>;

export interface Impossible {
  readonly column: string;
  readonly expected: string;
  readonly got: unknown;
}

/** What cannot come before what, by table: the first is left empty. Between tables nothing is judged. */
const orders: { readonly [T in Table]?: readonly (readonly [string, 'before' | 'after', string])[] } = {
  customers: [
    ['ended_at', 'before', 'started_at'],
    ['renewal_at', 'before', 'started_at'],
  ],
  tickets: ['updated_at', 'first_reply_at', 'solved_at', 'escalated_at'].map((name) => [name, 'before', 'created_at']),
  ticket_spans: [['to_at', 'before', 'from_at']],
  sla_clocks: [
    ['stopped_at', 'before', 'started_at'],
    ['target_at', 'before', 'started_at'],
  ],
  surveys: [
    ['sent_at', 'after', 'answered_at'],
    ['replied_at', 'before', 'answered_at'],
  ],
  mentions: [['replied_at', 'before', 'at']],
};
/** What may well lie ahead. */
const planned = new Set(['renewal_at', 'ended_at', 'target_at']);
const farAhead = 366 * DAY;
const longestSeconds = 10 * 366 * DAY;
const greatestCount = 1_000_000;
const counts = new Set(['reopens', 'agent_replies', 'customer_replies', 'touches', 'reassignments', 'seq', 'weight']);

/**
 * Leave empty what cannot be: instants out of order within the row, in the far future or at 0, durations longer than any.
 * @returns what was emptied; the values are changed
 */
export function emptyImpossible(
  table: Table,
  values: Values,
  { columns, now }: { columns: readonly Column[]; now: number },
): Impossible[] {
  const emptied: Impossible[] = [];
  const empty = (column: string, expected: string) => {
    const got = values[column];
    const isInstant = column === 'at' || column.endsWith('_at');
    emptied.push({ column, expected, got: typeof got === 'number' && isInstant ? toText(got) : got });
    values[column] = null;
  };
  for (const { name, kind } of columns) {
    const value = values[name];
    if (typeof value !== 'number') continue;
    if (kind === 'instant' && value === 0) empty(name, 'a time after 1970 began, as 0 means that there is none');
    else if (kind === 'instant' && !planned.has(name) && value > now + farAhead)
      empty(name, 'a time that is not in the far future');
    else if (kind === 'seconds' && value > longestSeconds) empty(name, 'a duration of at most ten years');
    else if (counts.has(name) && Math.abs(value) > greatestCount) empty(name, 'a number of at most a million');
  }
  for (const [name, order, other] of orders[table] ?? []) {
    const [value, base] = [values[name], values[other]];
    if (typeof value !== 'number' || typeof base !== 'number') continue;
    if (order === 'before' ? value < base : value > base) {
      empty(name, `a time ${order === 'before' ? 'not before' : 'not after'} ${other}`);
    }
  }
  return emptied;
}

function toText(instant: number): string {
  return Math.abs(instant) < 1e11 ? toIso(instant, 'UTC') : String(instant);
}
