import { readDuration } from '../cells/duration.ts';
import { isEmpty, cellText } from '../cells/text.ts';
import { guessDates, tellsMonthFirst, type DateGuess } from './dates.ts';
import type { Source } from '../sources/source.ts';

/** Rows that a proposal is made from. */
const rowsLookedAt = 500;
const sampleCount = 3;

/** What the first rows of a file say of one of its columns. */
export interface Profile {
  readonly name: string;
  /** Not empty, in the file's order. */
  readonly values: readonly unknown[];
  /** Different ones, as text. */
  readonly distinct: readonly string[];
  /** The first of those. */
  readonly samples: readonly string[];
  readonly dates?: DateGuess | undefined;
  /** A time of day without a date. */
  readonly isTime: boolean;
  readonly isUnique: boolean;
}

export interface FileProfile {
  readonly columns: readonly Profile[];
  readonly rows: number;
  /** Rows that could not be taken apart. */
  readonly problems: number;
}

/** Look at the first rows of a file. */
export async function profileOf(source: Source, now: number): Promise<FileProfile> {
  const cells = new Map<string, unknown[]>((source.columns ?? []).map((name) => [name, []]));
  let rows = 0;
  let problems = 0;
  for await (const line of source.lines()) {
    if ('problem' in line) problems += 1;
    else {
      rows += 1;
      for (const [name, list] of cells) list.push(line.cells.get(name));
    }
    if (rows + problems >= rowsLookedAt) break;
  }
  const present = [...cells].map(([name, list]) => ({
    name,
    values: list.filter((cell) => !isEmpty(cell, { isText: true })),
  }));
  const isMonthFirst = present.map(({ values }) => tellsMonthFirst(values)).find((tells) => tells !== undefined);
  const columns = present
    .filter(({ values }) => !values.every((value) => isObject(value)) || values.length === 0)
    .map(({ name, values }) => describe(name, values, { rows, now, isMonthFirst }));
  return { columns, rows, problems };
}

function describe(
  name: string,
  values: readonly unknown[],
  { rows, now, isMonthFirst }: { rows: number; now: number; isMonthFirst: boolean | undefined },
): Profile {
  const texts = values.map(cellText);
  const distinct = [...new Set(texts)];
  const isTime = values.length > 0 && texts.every((text) => /^\d{1,2}:\d\d(:\d\d)?( ?[ap]m)?$/i.test(text));
  return {
    name,
    values,
    distinct,
    samples: distinct.slice(0, sampleCount),
    dates: isTime ? undefined : guessDates(values, { now, isMonthFirst }),
    isTime,
    isUnique: values.length === rows && distinct.length === rows,
  };
}

/** Whether a column's values are lengths of time in a unit. */
export function isDuration({ values }: Profile): boolean {
  const given = values.filter((value) => !isEmpty(value, { isText: false }));
  const readable = given.filter((value) => {
    const text = cellText(value).replace(/^-/, '');
    return ['.', ','].some(
      (decimal) => 'value' in readDuration(text, { unit: 'hours', decimal: decimal as '.' | ',' }),
    );
  });
  return given.length > 0 && readable.length >= given.length / 2;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
