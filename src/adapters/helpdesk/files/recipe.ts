import type { Table } from '../../../helpdesk.ts';
import { readCell, readNumber, type Notation, type Value } from './cell.ts';
import { columnsOf, type Column } from './columns.ts';
import type { TableMap } from './map.ts';
import type { Reading } from './reading.ts';
import type { Sum } from './sum.ts';

/** The file's cells of one row, by the file's column names. */
export type Cells = ReadonlyMap<string, unknown>;

/** How one column of a table comes out of a row. */
export interface Recipe {
  readonly column: Column;
  /** The file's columns it reads. */
  readonly reads: readonly string[];
  /** Whether a file without those columns is refused. */
  readonly isNeeded: boolean;
  /** @param made the values of the recipes before this one */
  make(cells: Cells, made: Readonly<Record<string, unknown>>): { cell: unknown; reading: Reading<Value> };
}

const ourNotation: Notation = { decimal: '.', dates: {} };

function constant(column: Column, cell: unknown): Recipe {
  const reading = readCell(cell, column, ourNotation);
  return { column, reads: [], isNeeded: false, make: () => ({ cell, reading }) };
}

function written(column: Column, map: TableMap): Recipe {
  const source = map.columns[column.name];
  const from = source ?? column.name;
  const values = new Map(Object.entries(map.values[column.name] ?? {}));
  return {
    column,
    reads: [from],
    isNeeded: column.isRequired || source !== undefined,
    make(cells) {
      const cell = cells.get(from);
      const value = values.get(String(cell).trim());
      const reading = value === undefined ? readCell(cell, column, map) : readCell(value, column, ourNotation);
      return { cell, reading };
    },
  };
}

function computed(column: Column, { start, duration, unit, decimal }: Sum & Pick<Notation, 'decimal'>): Recipe {
  function add(from: unknown, cell: unknown): Reading<Value> {
    if (typeof from !== 'number' || cell === null || cell === undefined || cell === '') return { value: null };
    const length = readNumber(cell, decimal);
    return 'value' in length ? { value: Math.round(from + length.value * unit) } : length;
  }
  return {
    column,
    reads: [duration],
    isNeeded: true,
    make: (cells, made) => ({ cell: cells.get(duration), reading: add(made[start], cells.get(duration)) }),
  };
}

/** A recipe for each of a table's columns, those that build on others last. */
export function recipesFor(table: Table, map: TableMap): readonly Recipe[] {
  const sums: Recipe[] = [];
  const others: Recipe[] = [];
  for (const column of columnsOf(table)) {
    const sum = map.computed[column.name];
    if (sum) sums.push(computed(column, { ...sum, decimal: map.decimal }));
    else if (Object.hasOwn(map.constants, column.name)) others.push(constant(column, map.constants[column.name]));
    else others.push(written(column, map));
  }
  return [...others, ...sums];
}
