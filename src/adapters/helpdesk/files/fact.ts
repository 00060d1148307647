import { facts, type Fact, type Table } from '../../../helpdesk.ts';
import type { Column } from './columns.ts';
import { quote } from './reading.ts';
import type { Cells, Recipe } from './recipe.ts';

/** What became of one row. */
export interface RowReading<T extends Table> {
  /** Absent when a problem forbids to store the row. */
  readonly fact?: Fact<T>;
  /** What was expected and what came, column by column; beside a fact, what was left empty in it. */
  readonly problems: readonly string[];
  /** Values that became `other`, as `tickets.status: "waiting"`. */
  readonly unmapped: readonly string[];
}

function explainBounds(column: Column, message: string): string {
  if (column.kind === 'instant') return 'an instant between the years 1970 and 9999';
  if (message.includes('expected int')) return 'a whole number';
  return message.replace(/^.*expected number to be/, 'a number');
}

/** A row as a fact. A choice nobody knows becomes `other`, or is left empty where there is no other. */
export function readRow<T extends Table>(table: T, recipes: readonly Recipe[], cells: Cells): RowReading<T> {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  const unmapped: string[] = [];
  let isLost = false;

  for (const recipe of recipes) {
    const { column } = recipe;
    const { cell, reading } = recipe.make(cells, values);
    const isEmptied = column.kind === 'choice' && !column.isRequired;
    if ('value' in reading && (reading.value !== null || !column.isRequired)) {
      values[column.name] = reading.value;
    } else if (isEmptied && column.choices.includes('other')) {
      values[column.name] = 'other';
      unmapped.push(`${table}.${column.name}: ${quote(cell)}`);
    } else {
      const expected = 'expected' in reading ? reading.expected : 'a value';
      problems.push(`${column.name}: expected ${expected}, got ${quote(cell ?? '')}${isEmptied ? '; left empty' : ''}`);
      isLost ||= !isEmptied;
    }
  }
  if (isLost) return { problems, unmapped };

  const result = facts[table].safeParse(values);
  if (result.success) return { fact: result.data as Fact<T>, problems, unmapped };
  for (const { path, message } of result.error.issues) {
    const recipe = recipes.find(({ column }) => column.name === path[0]);
    if (!recipe) continue;
    const { cell } = recipe.make(cells, values);
    problems.push(`${recipe.column.name}: expected ${explainBounds(recipe.column, message)}, got ${quote(cell)}`);
  }
  return { problems, unmapped };
}
