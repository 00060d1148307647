import { formatMoment, formatSpan } from '../calendar/format.ts';
import type { Block, Card } from '../chat.ts';
import { dataAge } from '../metrics/present/data-age.ts';
import type { Filter } from '../metrics/scope.ts';
import { listDesks } from '../store/facts/desks.ts';
import type { Call } from './command.ts';
import type { Risk, SlaOutlook, Top } from './reading.ts';
import type { Seen } from './seen.ts';
import { toText } from './to-text.ts';

/** A card that says one thing, shows it, and names where it comes from. */
export async function listCard(
  { tools, now, timezone }: Call,
  shown: Seen & {
    readonly reading: Top | Risk | SlaOutlook;
    readonly finding: string;
    readonly blocks: readonly Block[];
  },
): Promise<Card> {
  const { reading, finding, blocks, notes, filters, scope } = shown;
  const desks = (await listDesks(tools.store)).filter(({ name }) => scope.desks.includes(name));
  const when =
    reading.name === 'top'
      ? `${formatSpan(reading.period)}, ${reading.period.timezone}`
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
