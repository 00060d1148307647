import { cellText, isEmpty } from '../cells/text.ts';
import type { Conditions } from '../mapping/schema.ts';

/** The file's cells of one row, by the file's column names. */
export type Cells = ReadonlyMap<string, unknown>;

function plain(cell: unknown): string {
  return cellText(cell).toLowerCase();
}

/** Whether a row holds what a mapping's `when` asks for; capitals are of no account, and null is a cell without a value. */
export function isMet(conditions: Conditions, cells: Cells, nameOf: (name: string) => string): boolean {
  return Object.entries(conditions).every(([name, { values, isNot }]) => {
    const cell = cells.get(nameOf(name));
    const holds = (value: unknown) => (value === null ? isEmpty(cell, { isText: true }) : plain(value) === plain(cell));
    return values.some(holds) !== isNot;
  });
}
