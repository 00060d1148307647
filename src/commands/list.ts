import { dimensions } from '../metrics/query/dimensions.ts';
import { metrics } from '../metrics/index.ts';
import type { Command, Output } from './command.ts';
import type { List } from './reading.ts';

export const listCommand: Command<'list'> = {
  name: 'list',
  run: async ({ what }) => listOf(what),
};

const periods = [
  { title: 'today, yesterday, monday … sunday', detail: 'a weekday is the latest one past' },
  { title: 'this or last week, month, quarter, year', detail: 'also last-week, lastweek' },
  { title: 'mtd, qtd, ytd', detail: 'month, quarter, year to date' },
  {
    title: 'w46, q3, oct, 2026, 2026-10, 2026-w46, 2026-q3, 2026-10-25',
    detail: 'named weeks, quarters, months, years, days',
  },
  { title: 'last 7 days', detail: 'full days ending yesterday' },
  { title: 'past 24h, past 7d', detail: 'rolling, up to now' },
  { title: 'on <date>, since <day>, between 1 and 15 nov, 2026-01-01..2026-01-31', detail: 'both ends included' },
  { title: 'vs last year, vs <period>', detail: 'compare with another period than the one before' },
];

/** Everything of a kind that can be asked for. */
export function listOf(what: List['what']): Output {
  const items = itemsOf(what);
  return {
    card: { summary: `What can be asked for: ${what}`, blocks: [{ type: 'items', isOrdered: false, items }] },
    data: { command: 'list', what, items: items.map(({ title, detail }) => ({ name: title, detail })) },
  };
}

function itemsOf(what: List['what']): { title: string; detail: string }[] {
  switch (what) {
    case 'metrics':
      return metrics.map(({ id, title, description }) => ({ title: id, detail: `${title}. ${description}` }));
    case 'periods':
      return periods;
    case 'dimensions':
      return dimensions.map(({ name, aliases }) => ({ title: name, detail: `also ${aliases.join(', ')}` }));
  }
}
