import { parse } from '../../src/commands/parse.ts';
import type { MetricReading } from '../../src/commands/metric.ts';
import type { Ask, CommandReading, Failure, Reading } from '../../src/commands/reading.ts';
import { toIso } from '../../src/calendar/zone.ts';
import type { Clock, Period } from '../../src/calendar/period.ts';
import { thursday, vocabulary } from './vocabulary.ts';

export function read(text: string, clock: Clock = thursday): Reading {
  return parse(text, vocabulary, clock);
}

/** @throws when the text is read as anything but a question about a metric; so do the others for theirs */
export function question(text: string, clock: Clock = thursday): MetricReading {
  const reading = only(text, 'command', clock);
  if (isMetric(reading)) return reading;
  throw new Error(`“${text}” was read as ${JSON.stringify(reading)}`);
}

export function ask(text: string): Ask {
  return only(text, 'ask', thursday);
}

export function failure(text: string): Failure {
  return only(text, 'failure', thursday);
}

/** Both ends in full. */
export function dates({ from, to, timezone }: Period): string {
  return `${toIso(from, timezone)} ${toIso(to, timezone)}`;
}

function only<K extends Reading['kind']>(text: string, kind: K, clock: Clock): Extract<Reading, { kind: K }> {
  const reading = read(text, clock);
  if (isOf(reading, kind)) return reading;
  throw new Error(`“${text}” was read as ${JSON.stringify(reading)}`);
}

function isMetric(reading: CommandReading): reading is MetricReading {
  return reading.name === 'metric';
}

function isOf<K extends Reading['kind']>(reading: Reading, kind: K): reading is Extract<Reading, { kind: K }> {
  return reading.kind === kind;
}
