import { z } from 'zod';
import { facts, type Table } from '../../../helpdesk.ts';

/** How the text of a cell becomes a value; a word is text in lower case. */
type ColumnKind = 'text' | 'word' | 'instant' | 'number' | 'flag' | 'tags' | 'choice';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** A row without it is skipped, a file without it is refused. */
  readonly isRequired: boolean;
  /** What a column of kind `choice` may hold. */
  readonly choices: readonly string[];
}

function unwrap(type: z.core.$ZodType): z.core.$ZodType {
  if (type instanceof z.ZodDefault || type instanceof z.ZodNullable) return unwrap(type.unwrap());
  return type;
}

function kindOf(name: string, type: z.core.$ZodType): ColumnKind {
  if (type instanceof z.ZodEnum) return 'choice';
  if (type instanceof z.ZodArray) return 'tags';
  if (type instanceof z.ZodBoolean) return 'flag';
  if (type instanceof z.ZodString) return name === 'type' ? 'word' : 'text';
  return name === 'at' || name.endsWith('_at') ? 'instant' : 'number';
}

function describe(name: string, type: z.core.$ZodType): Column {
  const bare = unwrap(type);
  return {
    name,
    kind: kindOf(name, bare),
    isRequired: !z.safeParse(type, undefined).success,
    choices: bare instanceof z.ZodEnum ? bare.options.map(String) : [],
  };
}

/** A table's columns as its zod object names them, in the same order. */
export function columnsOf(table: Table): readonly Column[] {
  return Object.entries(facts[table].shape).map(([name, type]) => describe(name, type));
}
