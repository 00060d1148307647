import { cellText } from '../cells/text.ts';
import type { Conditions } from '../mapping/schema.ts';
import type { Cells } from './recipe.ts';

function plain(cell: unknown): string {
  return cellText(cell).toLowerCase();
}

/** Whether a row holds what a mapping's `when` asks for; capitals are of no account, and null is an empty cell. */
export function isMet(conditions: Conditions, cells: Cells, nameOf: (name: string) => string): boolean {
  return Object.entries(conditions).every(([name, { values, isNot }]) => {
    const cell = plain(cells.get(nameOf(name)));
    return values.some((value) => plain(value) === cell) !== isNot;
  });
}
