import { readId } from '../cells/id.ts';
import { tidy } from '../cells/text.ts';
import type { Reading } from '../cells/reading.ts';
import { columnsIn, type Template } from '../mapping/template.ts';

/** The first day of a spreadsheet's calendar: a time of day is one on it. */
const firstDay = Date.UTC(1899, 11, 30);
const day = 86_400_000;

/**
 * A cell composed of others by a template; null when all of them are empty.
 * @param of `cellOf`: a column's cell; `kind`: what is composed: no part of an id may be damaged
 */
export function compose(
  template: Template,
  { cellOf, kind }: { cellOf: (column: string) => unknown; kind: string },
): Reading<unknown> {
  const columns = columnsIn(template);
  const cells = columns.map(cellOf);
  const isMissing = (cell: unknown) =>
    cell === null || cell === undefined || (typeof cell === 'string' && tidy(cell) === '');
  if (cells.every(isMissing)) return { value: null };
  if (cells.some(isMissing)) return { expected: `a value in each of ${columns.join(', ')}` };
  if (kind === 'id') {
    const damaged = cells.map((cell) => readId(cell)).find((reading) => 'expected' in reading);
    if (damaged) return damaged;
  }
  if (kind === 'instant' && cells.every((cell) => cell instanceof Date)) return { value: moment(cells) };
  return { value: template.map((part) => (typeof part === 'string' ? part : written(cellOf(part.column)))).join('') };
}

/** A date and a time of day of two cells of a spreadsheet. */
function moment(cells: readonly Date[]): Date {
  const times = cells.map((cell) => cell.getTime());
  const date = times.find((time) => time >= firstDay + 2 * day) ?? firstDay;
  return new Date(times.filter((time) => time !== date).reduce((sum, time) => sum + (time - firstDay), date));
}

function written(cell: unknown): string {
  if (!(cell instanceof Date)) return tidy(String(cell));
  const text = cell.toISOString().slice(0, 19);
  if (cell.getTime() < firstDay + 2 * day) return text.slice(11);
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text;
}
