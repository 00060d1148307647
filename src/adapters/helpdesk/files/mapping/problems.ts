import type { Table } from '../../../../helpdesk.ts';
import { readCell } from '../cells/cell.ts';
import { namesOffset } from '../cells/date-format.ts';
import { quote } from '../cells/reading.ts';
import { mappableColumns, type Column } from '../rows/columns.ts';
import type { TableMap } from './schema.ts';

export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function wrongValue(cell: unknown, column: Column): string | undefined {
  const reading = readCell(cell, column, { decimal: '.', dates: {}, now: Date.now() / 1000 });
  return 'expected' in reading ? `expected ${reading.expected}` : undefined;
}

/** What a table's mapping says that cannot be, its parts each being well formed. */
export function* problemsOf(table: Table, map: TableMap): Generator<Problem> {
  const columns = new Map(mappableColumns(table).map((column) => [column.name, column]));
  yield* unknownColumns(map, columns);
  const sources = [map.columns, map.constants, map.computed];
  for (const [name, column] of columns) {
    if (sources.filter((source) => Object.hasOwn(source, name)).length > 1) {
      yield { path: [name], message: 'expected only one of columns, constants and computed to give it' };
    }
    for (const [from, to] of Object.entries(map.values[name] ?? {})) {
      const message = wrongValue(to, column);
      if (message) yield { path: ['values', name, from], message };
    }
    const message = wrongValue(map.constants[name], column);
    if (message) yield { path: ['constants', name], message };
  }
  yield* badDates(map, columns);
  yield* badSums(map, columns);
}

function* unknownColumns(map: TableMap, columns: ReadonlyMap<string, Column>): Generator<Problem> {
  for (const part of ['columns', 'values', 'constants', 'computed'] as const) {
    for (const name of Object.keys(map[part])) {
      if (columns.has(name)) continue;
      yield { path: [part, name], message: `expected one of ${[...columns.keys()].join(', ')}` };
    }
  }
}

const needsZone = 'expected a timezone, as times without an offset need one';

function* badDates({ dates, columns: given }: TableMap, columns: ReadonlyMap<string, Column>): Generator<Problem> {
  const isOpen = (formats: readonly string[] | undefined) => formats?.some((format) => !namesOffset(format)) === true;
  if (dates.timezone === undefined && isOpen(dates.format)) {
    yield { path: ['dates', 'timezone'], message: needsZone };
  }
  for (const [name, { formats, timezone, unit, separator }] of Object.entries(given)) {
    const kind = columns.get(name)?.kind;
    if (kind === undefined) continue;
    if (timezone === undefined && dates.timezone === undefined && isOpen(formats)) {
      yield { path: ['columns', name, 'timezone'], message: needsZone };
    }
    const only = { format: formats, timezone };
    for (const [part, value] of Object.entries(only)) {
      if (value !== undefined && kind !== 'instant') {
        yield { path: ['columns', name, part], message: `expected none, as ${name} is no time` };
      }
    }
    if (unit !== undefined && kind !== 'seconds') {
      yield { path: ['columns', name, 'unit'], message: `expected none, as ${name} is no duration` };
    } else if (unit === 'months' || unit === 'years') {
      const message =
        'expected a unit that is so many seconds; months and years are added to an instant under computed';
      yield { path: ['columns', name, 'unit'], message };
    }
    if (separator !== undefined && kind !== 'tags') {
      yield { path: ['columns', name, 'separator'], message: `expected none, as ${name} is no list` };
    }
  }
}

function* badSums({ computed }: TableMap, columns: ReadonlyMap<string, Column>): Generator<Problem> {
  for (const [name, { start }] of Object.entries(computed)) {
    if (columns.get(name)?.kind !== 'instant') yield { path: ['computed', name], message: 'expected an instant' };
    if (columns.get(start)?.kind === 'instant' && !Object.hasOwn(computed, start)) continue;
    yield {
      path: ['computed', name],
      message: `expected to start from an instant of the table, got ${quote(start)}`,
    };
  }
}
