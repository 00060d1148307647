import { facts, type Fact, type Table } from '../../../../helpdesk.ts';
import { quote } from '../cells/reading.ts';
import type { Column } from './columns.ts';
import { applyMet } from './met.ts';
import { emptyImpossible, type Values } from './plausible.ts';
import type { Cells } from './condition.ts';
import type { Recipe } from './recipe.ts';
import { remark, type Remark } from './remark.ts';
import { checkScale } from './scale.ts';

/** What became of one row. */
export interface RowReading<T extends Table> {
  /** Absent when the row cannot be stored. */
  readonly fact?: Fact<T>;
  /** What was expected and what came, column by column; beside a fact, what was left empty in it. */
  readonly problems: readonly Remark[];
  /** Values that became `other`, as `tickets.status: "waiting"`. */
  readonly unmapped: readonly string[];
}

const leftEmpty = '; left empty';

/** Columns that are no key but say so much when they are empty that a row with a bad one is none: a span without end is open. */
function isEssential({ name, isRequired }: Column, table: Table): boolean {
  return isRequired || (table === 'ticket_spans' && name === 'to_at');
}

function explainBounds(column: Column, message: string): string {
  if (column.kind === 'instant') return 'an instant between the years 1970 and 9999';
  if (message.includes('expected int')) return 'a whole number';
  return message.replace(/^.*expected number to be/, 'a number');
}

/**
 * A row as a fact. What cannot be read or cannot be is left empty; without a key the row is none. A choice nobody knows
 * becomes `other`, or is left empty where there is no other.
 * @param options `now` in epoch seconds
 */
export function readRow<T extends Table>(
  table: T,
  { recipes, now }: { recipes: readonly Recipe[]; now: number },
  cells: Cells,
): RowReading<T> {
  const values: Values = {};
  const problems: Remark[] = [];
  const unmapped: string[] = [];
  const bad = new Set<string>();
  let isLost = false;
  const complain = (column: Column, said: string, cell: unknown) => {
    const isFatal = isEssential(column, table);
    isLost ||= isFatal;
    bad.add(column.name);
    problems.push(remark(column.name, `expected ${said}`, cell, isFatal ? '' : leftEmpty));
  };

  /** What did not cost the row is of no account then. */
  const lost = () => ({ problems: problems.filter(({ kind }) => !kind.endsWith(leftEmpty)), unmapped: [] });

  for (const recipe of recipes) {
    const { column } = recipe;
    const { cell, reading } = recipe.make(cells, values);
    if ('expected' in reading) {
      const isOther = column.kind === 'choice' && !column.isRequired && column.choices.includes('other');
      if (!isOther) {
        complain(column, reading.expected, cell);
        continue;
      }
      values[column.name] = 'other';
      unmapped.push(`${table}.${column.name}: ${quote(cell)}`);
    } else if (reading.value === null && column.isRequired) {
      complain(column, 'a value', cell);
    } else {
      values[column.name] = reading.value;
      if (reading.note !== undefined) problems.push(remark(column.name, reading.note, cell));
    }
  }
  if (isLost) return lost();

  const columns = new Map(recipes.map(({ column }) => [column.name, column]));
  for (const { column: name, expected, got } of emptyImpossible(table, values, {
    columns: [...columns.values()],
    now,
  })) {
    const column = columns.get(name);
    if (column) complain(column, expected, got);
  }
  if (table === 'surveys') problems.push(...checkScale(values));
  settle(table, values, bad);
  const result = facts[table].safeParse(values);
  if (result.success && !isLost) return { fact: result.data as Fact<T>, problems, unmapped };
  for (const { path, message } of result.error?.issues ?? []) {
    const recipe = recipes.find(({ column }) => column.name === path[0]);
    if (!recipe || bad.has(recipe.column.name)) continue;
    complain(recipe.column, explainBounds(recipe.column, message), recipe.make(cells, values).cell);
    values[recipe.column.name] = null;
  }
  if (isLost) return lost();
  settle(table, values, bad);
  return { fact: facts[table].parse(values) as Fact<T>, problems, unmapped };
}

/** What an emptied instant would say by being empty: that a ticket is open, that a clock still runs. It says neither. */
function settle(table: Table, values: Values, bad: ReadonlySet<string>): void {
  if (table === 'tickets' && bad.has('solved_at')) values['status'] ??= 'solved';
  if (table === 'sla_clocks') {
    if (bad.has('stopped_at')) values['target_at'] = null;
    applyMet(values);
  }
}
