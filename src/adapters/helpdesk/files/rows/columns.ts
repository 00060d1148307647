import { z } from 'zod';
import { facts, type Table } from '../../../../helpdesk.ts';

/** How the text of a cell becomes a value; a word is text in lower case, a share a number from 0 to 1. */
type ColumnKind = 'id' | 'text' | 'word' | 'instant' | 'number' | 'share' | 'seconds' | 'flag' | 'tags' | 'choice';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** A row without it is skipped, a file without it is refused. */
  readonly isRequired: boolean;
  /** What a column of kind `choice` may hold. */
  readonly choices: readonly string[];
}

/** Columns that hold the id of a row, or name another's. */
const ids = new Set(['id', 'ticket', 'customer', 'agent', 'first_reply_by', 'referred_by']);
const shares = new Set(['margin', 'reviews.score']);
/** Not a fact's column: whether a clock was met, where a file says no more than that. */
const isMet: Column = { name: 'met', kind: 'flag', isRequired: false, choices: [] };

function unwrap(type: z.core.$ZodType): z.core.$ZodType {
  if (type instanceof z.ZodDefault || type instanceof z.ZodNullable) return unwrap(type.unwrap());
  return type;
}

function kindOf(table: Table, name: string, type: z.core.$ZodType): ColumnKind {
  if (type instanceof z.ZodEnum) return 'choice';
  if (type instanceof z.ZodArray) return 'tags';
  if (type instanceof z.ZodBoolean) return 'flag';
  if (type instanceof z.ZodString) return ids.has(name) ? 'id' : name === 'type' ? 'word' : 'text';
  if (name === 'at' || name.endsWith('_at')) return 'instant';
  if (name.endsWith('_seconds')) return 'seconds';
  return shares.has(name) || shares.has(`${table}.${name}`) ? 'share' : 'number';
}

function describe(table: Table, name: string, type: z.core.$ZodType): Column {
  const bare = unwrap(type);
  return {
    name,
    kind: kindOf(table, name, bare),
    isRequired: !z.safeParse(type, undefined).success,
    choices: bare instanceof z.ZodEnum ? bare.options.map(String) : [],
  };
}

/** A table's columns as its zod object names them, in the same order. */
export function columnsOf(table: Table): readonly Column[] {
  return Object.entries(facts[table].shape).map(([name, type]) => describe(table, name, type));
}

/** The same, with what a mapping may give besides. */
export function mappableColumns(table: Table): readonly Column[] {
  return table === 'sla_clocks' ? [...columnsOf(table), isMet] : columnsOf(table);
}
