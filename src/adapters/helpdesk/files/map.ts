import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { facts, type Table } from '../../../helpdesk.ts';
import { explainTimezone, isTimezone } from '../../../calendar/zone-name.ts';
import { readCell } from './cell.ts';
import { columnsOf, type Column } from './columns.ts';
import { isFormat, namesOffset } from './instant.ts';
import { quote } from './reading.ts';
import { readSum } from './sum.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const dates = z
  .strictObject({
    format: z.string().refine(isFormat, 'expected date-fns tokens such as dd/MM/yyyy HH:mm').optional(),
    timezone: z
      .string()
      .refine(isTimezone, { error: ({ input }) => `expected ${explainTimezone(String(input))}` })
      .optional(),
  })
  .refine(({ format, timezone }) => timezone !== undefined || (format !== undefined && namesOffset(format)), {
    message: 'expected a timezone, as times without an offset need one',
    path: ['timezone'],
  });

const tableMap = z.strictObject({
  /** Name of the file in the folder; absent: the table's own. */
  file: z
    .string()
    .regex(/^[^/\\]+\.(csv|jsonl|parquet)$/, 'expected the name of a .csv, .jsonl or .parquet file in the folder')
    .optional(),
  delimiter: z.string().length(1, 'expected one character').default(','),
  decimal: z.enum(['.', ',']).default('.'),
  dates: dates.default({}),
  /** The table's column → the file's. */
  columns: z.record(z.string(), z.string().min(1)).default({}),
  /** The table's column → what the file writes → what is meant. */
  values: z.record(z.string(), z.record(z.string(), scalar)).default({}),
  constants: z.record(z.string(), scalar).default({}),
  computed: z
    .record(
      z.string(),
      z.string().transform((text, context) => {
        const sum = readSum(text);
        if (sum) return sum;
        context.addIssue(`expected <instant> + <column> <s, m, h or d>, such as created_at + first_response_hours h`);
        return z.NEVER;
      }),
    )
    .default({}),
});

/** How one table is read from a file that was not made for us. */
export type TableMap = z.output<typeof tableMap>;

/** How a file without a mapping is read. */
export const plainMap: TableMap = tableMap.parse({});

interface Problem {
  readonly path: readonly string[];
  readonly message: string;
}

function wrongValue(cell: unknown, column: Column): string | undefined {
  const reading = readCell(cell, column, { decimal: '.', dates: {} });
  return 'expected' in reading ? `expected ${reading.expected}, got ${quote(cell)}` : undefined;
}

function* problemsOf(table: Table, map: TableMap): Generator<Problem> {
  const columns = new Map(columnsOf(table).map((column) => [column.name, column]));
  const sources = [map.columns, map.constants, map.computed];
  for (const part of ['columns', 'values', 'constants', 'computed'] as const) {
    for (const name of Object.keys(map[part])) {
      if (columns.has(name)) continue;
      yield { path: [part, name], message: `expected one of ${[...columns.keys()].join(', ')}` };
    }
  }
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
  for (const [name, { start }] of Object.entries(map.computed)) {
    if (columns.get(name)?.kind !== 'instant') yield { path: ['computed', name], message: 'expected an instant' };
    if (columns.get(start)?.kind !== 'instant' || Object.hasOwn(map.computed, start)) {
      yield {
        path: ['computed', name],
        message: `expected to start from an instant of the table, got ${quote(start)}`,
      };
    }
  }
}

function mapOf(table: Table) {
  return tableMap.superRefine((map, context) => {
    for (const { path, message } of problemsOf(table, map)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
}

const tables = Object.keys(facts) as Table[];
const fileMap = z.strictObject(Object.fromEntries(tables.map((table) => [table, mapOf(table).optional()])));

/** Mapping of a folder's files: which table is read from which file, and how. */
export type FileMap = { readonly [T in Table]?: TableMap | undefined };

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    // A ReferenceError is an unquoted value that begins with an asterisk.
    if (!(error instanceof YAMLParseError || error instanceof ReferenceError)) throw error;
    throw new UserError('bad-mapping', `The mapping is not valid YAML: ${error.message}`);
  }
}

/**
 * Read a mapping, written in YAML as docs/import.md describes.
 * @throws UserError naming every problem with its place
 */
export function readMap(text: string): FileMap {
  const result = fileMap.safeParse(parseYaml(text) ?? {});
  if (result.success) return result.data;
  throw new UserError('bad-mapping', `The mapping cannot be used:\n${z.prettifyError(result.error)}`);
}
