import type { Reader } from '../../store/store.ts';
import { DAY } from '../../calendar/units.ts';
import type { Metric } from '../metric.ts';
import { itsTicket } from '../query/joins.ts';
import type { Question } from './question.ts';
import { countsOf } from './selection.ts';

/** What must be said with a figure so that it is not misread. */
export async function notesOn(store: Reader, question: Question): Promise<string[]> {
  const { metric, period, now } = question;
  const notes: string[] = [];
  if (metric.isOfSolved) notes.push(...(await reopenedSince(store, question)));
  if (metric.settlesAfter && period.to > now - metric.settlesAfter) {
    notes.push(`Provisional for ${metric.settlesAfter / DAY} days: a ticket reopened meanwhile lowers it.`);
  }
  if (isScaledToYear(metric) && period.to - period.from < 360 * DAY) {
    notes.push(
      'Orders per customer are scaled from the period to a year, which overstates a short one: ask for a year.',
    );
  }
  return notes;
}

function isScaledToYear({ measure }: Metric): boolean {
  return measure.kind === 'lifetime-value' && measure.by !== 'earned';
}

/** Tickets that stood solved at the period's end, having been solved in it, and that are not counted in it any more. */
async function reopenedSince(store: Reader, question: Question): Promise<string[]> {
  const { period, now, metric } = question;
  if (period.to >= now) return [];
  const reopened = { relation: 'reopened', at: 'f.at' } as const;
  const of = metric.ofTickets ? { ...reopened, where: metric.ofTickets, joins: [itsTicket] } : reopened;
  const [row] = await countsOf(store, question, { of, by: [] });
  const n = row?.aggregates.n ?? 0;
  if (n === 0) return [];
  return [
    n === 1
      ? '1 ticket solved then was reopened since and no longer counts here.'
      : `${n} tickets solved then were reopened since and no longer count here.`,
  ];
}
