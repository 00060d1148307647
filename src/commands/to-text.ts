import { durationText } from '../calendar/duration.ts';
import type { Period } from '../calendar/period.ts';
import type { Syntax } from './grammar/grammar.ts';
import { plain } from './grammar/words.ts';
import type { CommandReading, Filter } from './reading.ts';

/**
 * A command that the grammar reads as this again, at the same moment: what a button runs.
 * @param commands among which it is
 */
export function toText(reading: CommandReading, commands: readonly Syntax[]): string {
  const command = commands.find(({ name }) => name === reading.name);
  if (command === undefined) throw new TypeError(`there is no command ${reading.name}`);
  return command
    .toText(reading)
    .filter((word) => word !== '')
    .join(' ');
}

/** What readings carry beside their own. */
interface Arguments extends Pick<CommandReading, 'audience' | 'timezone'> {
  readonly period?: Period;
  readonly isPeriodGiven?: boolean;
  readonly minAgeSeconds?: number | undefined;
  readonly filters?: readonly Filter[];
  readonly by?: readonly string[];
  readonly statistic?: string | undefined;
  readonly hours?: string | undefined;
  readonly comparison?: Period | undefined;
  readonly limit?: number | undefined;
}

/** Words for all of it, one for each; '' where there is nothing to write. */
export function argumentsToText(reading: Arguments): readonly string[] {
  const { period, isPeriodGiven, minAgeSeconds, filters = [], by = [], statistic, hours, comparison, limit } = reading;
  const { audience, timezone } = reading;
  return [
    period !== undefined && isPeriodGiven ? period.label : '',
    minAgeSeconds === undefined ? '' : `over ${durationText(minAgeSeconds)}`,
    ...filters.map(filterText),
    by.length === 0 ? '' : `by ${by.join(' ')}`,
    statistic ?? '',
    hours === undefined ? '' : `hours:${hours}`,
    comparison === undefined ? '' : `vs ${comparison.label}`,
    limit === undefined ? '' : `top ${limit}`,
    audience ?? '',
    timezone === undefined ? '' : `tz:${valueText(timezone)}`,
  ];
}

function filterText({ key, values, isNegated }: Filter): string {
  return `${isNegated ? '!' : ''}${key}:${values.map(valueText).join(',')}`;
}

/** In quotes unless it is one plain word, whatever it contains. */
function valueText(value: string): string {
  const isPlain = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+/-]*$/u.test(value) && plain(value) === value;
  return isPlain ? value : `"${value.replaceAll(/(["“”„‟«»「」＂\\])/gu, String.raw`\$1`)}"`;
}
