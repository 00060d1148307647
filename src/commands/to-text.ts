import { durationText } from '../calendar/duration.ts';
import { plain } from './grammar/normalise.ts';
import type { Command, Filter, Question } from './reading.ts';

/** A command that the grammar reads as this again, at the same moment: what a button runs. */
export function toText(reading: Question | Command): string {
  return words(reading)
    .filter((word) => word !== '')
    .join(' ');
}

function words(reading: Question | Command): readonly string[] {
  if (reading.kind === 'question') {
    const { metric, by, statistic, minAgeSeconds, comparison, limit, hours } = reading;
    return [
      metric,
      periodText(reading),
      minAgeSeconds === undefined ? '' : `over ${durationText(minAgeSeconds)}`,
      ...reading.filters.map(filterText),
      by.length === 0 ? '' : `by ${by.join(' ')}`,
      statistic ?? '',
      hours === undefined ? '' : `hours:${hours}`,
      comparison === undefined ? '' : `vs ${comparison.label}`,
      limit === undefined ? '' : topText(reading),
      ...placeText(reading),
    ];
  }
  switch (reading.name) {
    case 'top':
      return [topText(reading), periodText(reading), ...reading.filters.map(filterText), ...placeText(reading)];
    case 'risk':
      return [
        'risk',
        ...reading.filters.map(filterText),
        reading.limit === undefined ? '' : topText(reading),
        ...placeText(reading),
      ];
    case 'sla-outlook':
      return [
        `sla next ${durationText(reading.withinSeconds)}`,
        ...reading.filters.map(filterText),
        ...placeText(reading),
      ];
    case 'help':
      return ['help', reading.topic ?? ''];
    case 'list':
      return ['list', reading.what];
    case 'explain':
      return ['explain', reading.metric];
    case 'status':
      return ['status'];
    case 'default-card':
      return [];
  }
}

function periodText({ period, isPeriodGiven }: { period: { label: string }; isPeriodGiven: boolean }): string {
  return isPeriodGiven ? period.label : '';
}

function topText({ limit }: { limit?: number }): string {
  return limit === undefined ? 'top' : `top ${limit}`;
}

/** Who is to see it, and whose clock it goes by. */
function placeText({ audience, timezone }: { audience?: string; timezone?: string }): readonly string[] {
  return [audience ?? '', timezone === undefined ? '' : `tz:${valueText(timezone)}`];
}

function filterText({ key, values, isNegated }: Filter): string {
  return `${isNegated ? '!' : ''}${key}:${values.map(valueText).join(',')}`;
}

/** In quotes unless it is one plain word, whatever it contains. */
function valueText(value: string): string {
  const isPlain = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+/-]*$/u.test(value) && plain(value) === value;
  return isPlain ? value : `"${value.replaceAll(/(["“”„‟«»「」＂\\])/gu, String.raw`\$1`)}"`;
}
