import { z } from 'zod';
import { explainTimezone, isTimezone } from '../../../../calendar/zone-name.ts';
import { clash, formatProblem } from '../cells/date-format.ts';
import { findUnit, units } from '../cells/duration.ts';
import { isEncoding } from '../sources/encoding.ts';
import { readSum, sumShape } from './sum.ts';
import { columnsIn, readTemplate } from './template.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: 'expected a text, a number, true, false or null',
});
const name = z.string({ error: 'expected the name of a column of the file' }).min(1, 'expected the name of a column');

const timezone = z.string().refine(isTimezone, { error: ({ input }) => `expected ${explainTimezone(String(input))}` });

const format = z
  .union([z.string(), z.array(z.string()).min(1)], { error: 'expected a format such as dd/MM/yyyy HH:mm, or a list' })
  .transform((given) => (typeof given === 'string' ? [given] : given))
  .superRefine((formats, context) => {
    for (const one of formats) {
      const problem = formatProblem(one);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    }
    const twice = context.issues.length === 0 ? clash(formats) : undefined;
    if (twice) {
      const message = `expected formats of which one text fits only one; ${twice.join(' and ')} read the same as two dates`;
      context.addIssue({ code: 'custom', message });
    }
  });

const unit = z.string().transform((text, context) => {
  const found = findUnit(text);
  if (found !== undefined) return found;
  const hint = text === 'M' ? ' (m is minutes, months are months)' : '';
  context.addIssue({ code: 'custom', message: `expected one of ${units.join(', ')}${hint}` });
  return z.NEVER;
});

const several = z
  .union([scalar, z.array(scalar).min(1)])
  .transform((given) => (Array.isArray(given) ? given : [given]));
/** What another column must, or must not, hold; null is an empty cell. */
const holding = z.union(
  [
    several.transform((values) => ({ values, isNot: false })),
    z.strictObject({ not: several }).transform(({ not }) => ({ values: not, isNot: true })),
  ],
  { error: 'expected a value, a list of values, or { not: … }; null is an empty cell' },
);
const when = z.record(z.string().min(1), holding, { error: 'expected columns of the file with what they hold' });

const empty = z
  .array(z.union([z.string(), z.number()]), { error: 'expected a list of words' })
  .transform((words) => words.map(String));
const decimal = z.enum(['.', ','], { error: 'expected "." or ","' });

const template = z.string().transform((text, context) => {
  const read = readTemplate(text);
  if (read) return read;
  context.addIssue({ code: 'custom', message: 'expected columns of the file in braces, such as {Project}-{Number}' });
  return z.NEVER;
});

/** Where a column of a table comes from: one of the file's, the first of several with a value, or text composed of several. */
const columnMap = z.preprocess(
  (given) => (typeof given === 'object' && given !== null ? given : { column: given }),
  z
    .strictObject({
      column: name.optional(),
      first: z.array(name, { error: 'expected a list of columns of the file' }).min(1).optional(),
      text: template.optional(),
      format: format.optional(),
      timezone: timezone.optional(),
      unit: unit.optional(),
      separator: z.string().min(1, 'expected the sign between two tags').optional(),
      decimal: decimal.optional(),
      empty: empty.optional(),
      when: when.optional(),
    })
    .refine(({ column, first, text }) => [column, first, text].filter((from) => from !== undefined).length === 1, {
      message: 'expected one of column, first and text',
    })
    .transform(({ column, first, text, format, ...rest }) => ({
      ...rest,
      formats: format,
      template: text,
      /** The file's columns that are read. */
      reads: text ? columnsIn(text) : (first ?? (column === undefined ? [] : [column])),
    })),
);

const sum = z.string().transform((text, context) => {
  const read = readSum(text);
  if (read) return read;
  context.addIssue({ code: 'custom', message: `expected ${sumShape}` });
  return z.NEVER;
});

export const tableMap = z.strictObject({
  /** Name of the file in the folder; absent: the table's own. */
  file: z
    .string()
    .regex(
      /^[^/\\]+\.(csv|tsv|txt|jsonl|ndjson|json|xlsx|parquet)$/i,
      'expected the name of a .csv, .tsv, .txt, .jsonl, .json, .xlsx or .parquet file in the folder',
    )
    .optional(),
  delimiter: z.string().length(1, 'expected one character').optional(),
  encoding: z.string().refine(isEncoding, 'expected an encoding such as utf-8, utf-16le or windows-1252').optional(),
  /** Lines above the one that names the columns. */
  skip: z.int('expected a number of lines').min(0).max(1000).default(0),
  sheet: z.union([z.string(), z.int().min(1)], { error: 'expected the name or the number of a sheet' }).optional(),
  decimal: decimal.optional(),
  /** Words for "no value". */
  empty: empty.default([]),
  dates: z.strictObject({ format: format.optional(), timezone: timezone.optional() }).default({}),
  /** Rows that are read; the others are left alone. */
  when: when.default({}),
  /** The table's column → the file's. */
  columns: z.record(z.string(), columnMap).default({}),
  /** The table's column → what the file writes → what is meant. */
  values: z.record(z.string(), z.record(z.string(), scalar)).default({}),
  constants: z.record(z.string(), scalar).default({}),
  computed: z.record(z.string(), sum).default({}),
});

/** How one table is read from a file that was not made for us. */
export type TableMap = z.output<typeof tableMap>;
export type ColumnMap = z.output<typeof columnMap>;
export type Conditions = z.output<typeof when>;

/** How a file without a mapping is read. */
export const plainMap: TableMap = tableMap.parse({});
