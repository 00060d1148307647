import type { Block, Card } from '../chat.ts';
import { dataAge } from '../metrics/present/data-age.ts';
import type { Filter } from '../metrics/question.ts';
import { listDesks } from '../store/desks.ts';
import type { Call } from './command.ts';

/** A card that says one thing, shows it, and names where it comes from. */
export async function listCard(
  { tools, now }: Call,
  shown: {
    readonly finding: string;
    readonly blocks: readonly Block[];
    readonly notes: readonly string[];
    /** The command that shows the same to all of the channel. */
    readonly share: string;
    /** Dates and zone. */
    readonly when: string;
    readonly filters: readonly Filter[];
    readonly desks: readonly string[];
  },
): Promise<Card> {
  const desks = (await listDesks(tools.store)).filter(({ name }) => shown.desks.includes(name));
  const lines = [
    [shown.when, ...shown.filters.map(filterText)].join(' · '),
    desks.map((desk) => dataAge(desk, now)).join(' · '),
  ];
  return {
    summary: shown.finding,
    blocks: [
      { type: 'finding', text: shown.finding, tone: 'plain' },
      ...shown.blocks,
      ...shown.notes.map((text) => ({ type: 'text' as const, text })),
      { type: 'buttons', buttons: [{ label: 'Share', command: shown.share }] },
      { type: 'footer', lines: lines.filter(Boolean) },
    ],
  };
}

export function filterText({ key, values, isNegated }: Filter): string {
  return `${isNegated ? 'not ' : ''}${key}: ${values.join(', ')}`;
}
