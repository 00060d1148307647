import { formatMoment, formatSpan } from '../calendar/format.ts';
import type { Period } from '../calendar/period.ts';
import type { Block, Card } from '../chat.ts';
import { dataAge } from '../metrics/present/data-age.ts';
import type { Filter } from '../metrics/scope.ts';
import type { Authorised } from './authorise.ts';
import type { CommandContext } from './command.ts';
import type { CommandReading } from './reading.ts';

/** A card that says one thing, shows it, and names where it comes from. */
export async function listCard(
  context: CommandContext,
  shown: Authorised & {
    readonly reading: CommandReading & { readonly period?: Period };
    readonly finding: string;
    readonly blocks: readonly Block[];
  },
): Promise<Card> {
  const { now, timezone, toText } = context;
  const { reading, finding, blocks, notes, filters, scope } = shown;
  const desks = (await context.desks()).filter(({ name }) => scope.desks.includes(name));
  const { period } = reading;
  const when = period
    ? `${formatSpan(period)}, ${period.timezone}`
    : `As of ${formatMoment(now, timezone)}, ${timezone}`;
  const lines = [[when, ...filters.map(filterText)].join(' · '), desks.map((desk) => dataAge(desk, now)).join(' · ')];
  return {
    summary: finding,
    blocks: [
      { type: 'finding', text: finding, tone: 'plain' },
      ...blocks,
      ...notes.map((text) => ({ type: 'text' as const, text })),
      { type: 'buttons', buttons: [{ label: 'Share', command: toText({ ...reading, audience: 'public' }) }] },
      { type: 'footer', lines: lines.filter(Boolean) },
    ],
  };
}

export function filterText({ key, values, isNegated }: Filter): string {
  return `${isNegated ? 'not ' : ''}${key}: ${values.join(', ')}`;
}
