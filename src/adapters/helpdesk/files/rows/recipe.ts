import type { Table } from '../../../../helpdesk.ts';
import { instantsAt, wallOf } from '../../../../calendar/zone.ts';
import { addUnits } from '../../../../calendar/wall.ts';
import { readCell, type Notation, type Value } from '../cells/cell.ts';
import { readDuration } from '../cells/duration.ts';
import type { Reading } from '../cells/reading.ts';
import { cellText, emptyWords, isEmpty, tidy } from '../cells/text.ts';
import { plainMap, type ColumnMap, type TableMap } from '../mapping/schema.ts';
import type { Sum } from '../mapping/sum.ts';
import { mappableColumns, type Column } from './columns.ts';
import { compose } from './compose.ts';
import { isMet, type Cells } from './condition.ts';

/** How one column of a table comes out of a row. */
export interface Recipe {
  readonly column: Column;
  /** The file's columns it reads. */
  readonly reads: readonly string[];
  /** Which of them a file must have, or it is refused. */
  readonly needs: 'all' | 'any' | 'none';
  /** @param made the values of the recipes before this one */
  make(cells: Cells, made: Readonly<Record<string, unknown>>): { cell: unknown; reading: Reading<Value> };
}

/** What is known of the file. */
export interface RecipeOptions {
  /** Epoch seconds. */
  readonly now: number;
  /** What the file calls a column: another may write it with other capitals. */
  readonly nameOf?: (name: string) => string;
  /** Whether the file has it. */
  readonly has?: (name: string) => boolean;
}

function constant(column: Column, cell: unknown, now: number): Recipe {
  const reading = readCell(cell, column, { decimal: '.', dates: {}, now });
  return { column, reads: [], needs: 'none', make: () => ({ cell, reading }) };
}

function notationOf(map: TableMap, own: Partial<ColumnMap>, now: number): Notation {
  return {
    decimal: own.decimal ?? map.decimal,
    dates: { formats: own.formats ?? map.dates.format, timezone: own.timezone ?? map.dates.timezone },
    unit: own.unit,
    separator: own.separator,
    empty: emptyWords(own.empty ?? map.empty),
    now,
  };
}

function written(column: Column, map: TableMap, { now, nameOf = (name) => name }: RecipeOptions): Recipe {
  const given = map.columns[column.name];
  const own: Partial<ColumnMap> = given ?? {};
  const reads = (given?.reads ?? [column.name]).map(nameOf);
  const notation = notationOf(map, own, now);
  const options = {
    isText: ['id', 'text', 'word'].includes(column.kind),
    ...(notation.empty ? { empty: notation.empty } : {}),
  };
  const values = new Map(Object.entries(map.values[column.name] ?? {}));
  const inAnyCase = new Map([...values].map(([from, to]) => [tidy(from).toLowerCase(), to]));

  function read(cell: unknown): Reading<Value> {
    const word = values.size > 0 && cell !== undefined && cell !== null ? cellText(cell) : undefined;
    const value = word === undefined ? undefined : (values.get(word) ?? inAnyCase.get(word.toLowerCase()));
    const isMapped = word !== undefined && (values.has(word) || inAnyCase.has(word.toLowerCase()));
    return isMapped ? readCell(value, column, { decimal: '.', dates: {}, now }) : readCell(cell, column, notation);
  }

  return {
    column,
    reads,
    needs: given ? (given.template ? 'all' : 'any') : column.isRequired ? 'all' : 'none',
    make(cells) {
      if (own.when && !isMet(own.when, cells, nameOf)) return { cell: null, reading: { value: null } };
      if (given?.template) {
        const composed = compose(given.template, { cellOf: (name) => cells.get(nameOf(name)), kind: column.kind });
        const cell = reads.map((name) => cellText(cells.get(name))).join(' ');
        return 'value' in composed ? { cell, reading: read(composed.value) } : { cell, reading: composed };
      }
      const name = reads.length === 1 ? reads[0] : reads.find((name) => !isEmpty(cells.get(name), options));
      const cell = name === undefined ? null : cells.get(name);
      return { cell, reading: read(cell) };
    },
  };
}

function computed(column: Column, { start, duration, unit }: Sum, map: TableMap, options: RecipeOptions): Recipe {
  const name = options.nameOf?.(duration) ?? duration;
  const notation = notationOf(map, {}, options.now);
  const { timezone = 'UTC' } = map.dates;

  function add(from: unknown, cell: unknown): Reading<Value> {
    const isNothing = isEmpty(cell, { isText: false, ...(notation.empty ? { empty: notation.empty } : {}) });
    if (typeof from !== 'number' || isNothing) return { value: null };
    const length = readDuration(cell, { unit, decimal: notation.decimal });
    if (!('value' in length)) return length;
    const { seconds, months } = length.value;
    return { value: Math.round(later(from, months, timezone) + seconds) };
  }
  return {
    column,
    reads: [name],
    needs: 'all',
    make: (cells, made) => ({ cell: cells.get(name), reading: add(made[start], cells.get(name)) }),
  };
}

/** An instant so many calendar months later, by the clocks of a zone. */
function later(instant: number, months: number, timezone: string): number {
  if (months === 0) return instant;
  const wall = addUnits(wallOf(instant, timezone), months, 'month');
  return instantsAt(wall, timezone)[0] ?? instant + (wall - wallOf(instant, timezone));
}

/** An event without an id of its own is known by what it says: the same log read again is the same events. */
function eventId(column: Column): Recipe {
  return {
    column,
    reads: [],
    needs: 'none',
    make(_cells, made) {
      const parts = ['ticket', 'at', 'seq', 'by', 'status', 'agent'].map((name) => made[name] ?? '');
      const isKnown = made['ticket'] !== undefined && made['at'] !== undefined;
      return { cell: '', reading: { value: isKnown ? parts.map(String).join('|') : null } };
    },
  };
}

/** A recipe for each of a table's columns, those that build on others last. */
export function recipesFor(
  table: Table,
  map: TableMap = plainMap,
  options: RecipeOptions = { now: Date.now() / 1000 },
): readonly Recipe[] {
  const last: Recipe[] = [];
  const others: Recipe[] = [];
  for (const column of mappableColumns(table)) {
    const { name } = column;
    const sum = map.computed[name];
    const isGiven = map.columns[name] !== undefined || Object.hasOwn(map.constants, name);
    const isEvent = table === 'ticket_moves' && name === 'id' && !isGiven && options.has?.(name) === false;
    if (sum) last.push(computed(column, sum, map, options));
    else if (isEvent) last.push(eventId(column));
    else if (Object.hasOwn(map.constants, name)) others.push(constant(column, map.constants[name], options.now));
    else others.push(written(column, map, options));
  }
  return [...others, ...last];
}
